import { useState } from 'react';
import type { Turn } from '../../../core/queue/turn.ts';
import { type QueueState, waitingFor } from '../../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../../shared/use-site.ts';
import { serviceNames } from '../names.ts';
import type { Order } from '../orders.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface TransferProps {
  readonly turn: Turn;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly queue: QueueState;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

const places = ['kept', 'first', 'last'] as const;
const A_PAGE = 9;

/** Where the turn in hand goes: a service or a counter, nine to a page, and which place it has there. */
export function TransferDialog({ turn, site, counter, queue, give, close }: TransferProps) {
  const { t, say } = useText();
  const [placeAt, setPlaceAt] = useState(0);
  const [page, setPage] = useState(0);
  const place = places[placeAt] ?? 'kept';
  const targets = targetsOf(site, turn, counter);
  const pages = Math.ceil(targets.length / A_PAGE);
  const shown = targets.slice(page * A_PAGE, (page + 1) * A_PAGE);

  const takeKey = (key: string): boolean => {
    const step = { ArrowRight: 1, ArrowLeft: places.length - 1 }[key];
    if (step !== undefined) setPlaceAt((placeAt + step) % places.length);
    if (key === '0') setPage((page + 1) % pages);
    return step !== undefined || key === '0';
  };
  return (
    <Dialog
      name="transfer"
      title={t('counter.transfer.title', { number: turn.number })}
      hint={t('counter.dialog.pick')}
      close={close}
      takeKey={takeKey}
    >
      <fieldset className="places">
        <legend>
          {t('counter.transfer.place')} <small>{t('counter.transfer.placeHint')}</small>
        </legend>
        {places.map((one, index) => (
          <button key={one} type="button" aria-pressed={one === place} onClick={() => setPlaceAt(index)}>
            {t(`counter.transfer.${one}`)}
          </button>
        ))}
      </fieldset>
      <div className="picks">
        {shown.map((target, index) => (
          <div key={target.kind + target.id} className="target">
            {shown[index - 1]?.kind !== target.kind && (
              <h3>{t(target.kind === 'service' ? 'counter.transfer.services' : 'counter.transfer.counters')}</h3>
            )}
            <Pick
              byKey={index + 1}
              detail={
                target.kind === 'service'
                  ? t('counter.transfer.waiting', { n: waitingFor(queue, target.id) })
                  : serviceNames(site, target.services, say)
              }
              onPick={() => give({ name: 'transfer', ticketId: turn.ticketId, to: toOf(target), place: { at: place } })}
            >
              {say(target.name)}
            </Pick>
          </div>
        ))}
        {pages > 1 && (
          <Pick byKey={0} onPick={() => setPage((page + 1) % pages)}>
            {t('counter.dialog.more')} {`${page + 1}/${pages}`}
          </Pick>
        )}
      </div>
    </Dialog>
  );
}

type Target =
  | ({ readonly kind: 'service' } & SiteOnScreen['services'][number])
  | ({ readonly kind: 'counter' } & CounterOnScreen);

function targetsOf(site: SiteOnScreen, turn: Turn, counter: CounterOnScreen): Target[] {
  const services = site.services.filter(({ id }) => id !== turn.service);
  const counters = site.counters.filter(({ id }) => id !== counter.id);
  return [
    ...services.map((service) => ({ kind: 'service' as const, ...service })),
    ...counters.map((other) => ({ ...other, kind: 'counter' as const })),
  ];
}

const toOf = ({ kind, id }: Target) => (kind === 'service' ? { service: id } : { counter: id });
