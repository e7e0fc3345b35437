import { useState } from 'react';
import type { Turn } from '../../../core/queue/turn.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import type { Desk } from '../desk.ts';
import { found } from '../find-number.ts';
import { serviceName } from '../names.ts';
import type { Order } from '../orders.ts';
import { clockTime, minutesBetween } from '../times.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface CallProps {
  readonly desk: Desk;
  readonly site: SiteOnScreen;
  readonly now: number;
  readonly mayCallThis: boolean;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

const SHOWN = 8;

/** Any number of this counter: a missed or held one comes back, one that waits is called before its turn. */
export function CallDialog({ desk, site, now, mayCallThis, give, close }: CallProps) {
  const { t, say } = useText();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Turn>();
  const matches = found(desk, query).filter(({ state }) => mayCallThis || state !== 'waiting');

  if (chosen) {
    const call = (reason: string) => give({ name: 'callThis', ticketId: chosen.ticketId, reason });
    return <ReasonDialog number={chosen.number} call={call} close={close} />;
  }
  const choose = (turn: Turn) => {
    if (turn.state === 'waiting') setChosen(turn);
    else give({ name: turn.state === 'finished' ? 'reopen' : 'recall', ticketId: turn.ticketId });
  };
  const detail = (turn: Turn): string => {
    if (turn.state === 'missed') return t('counter.pick.missed', { n: turn.calls });
    if (turn.state === 'held')
      return t('counter.pick.held', { n: minutesBetween(turn.calledAt ?? turn.queuedAt, now) });
    if (turn.state === 'waiting') return t('counter.pick.waited', { n: minutesBetween(turn.queuedAt, now) });
    return `${t('counter.pick.finished', { time: clockTime(turn.finishedAt ?? turn.issuedAt, site.timeZone) })} · ${t('counter.pick.open')}`;
  };
  return (
    <Dialog
      name="pick"
      title={t('counter.pick.title')}
      hint={mayCallThis ? undefined : t('counter.pick.notAllowed')}
      close={close}
    >
      <input
        className="search fig"
        data-testid="search"
        aria-label={t('counter.pick.search')}
        placeholder={t('counter.pick.search')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={({ target }) => setQuery(target.value)}
      />
      <div className="picks">
        {matches.slice(0, SHOWN).map((turn) => (
          <Pick key={turn.id} testId="match" detail={detail(turn)} onPick={() => choose(turn)}>
            <b className="fig">{turn.number}</b> {serviceName(site, turn.service, say)}
          </Pick>
        ))}
        {matches.length === 0 && <p className="none">{t('counter.pick.none')}</p>}
        {matches.length > SHOWN && <p className="none">{t('counter.side.more', { n: matches.length - SHOWN })}</p>}
      </div>
    </Dialog>
  );
}
