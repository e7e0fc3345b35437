import { useMemo } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { waitingFor } from '../shared/queue-state.ts';
import type { Staff } from '../shared/use-session.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { ActionBar } from './action-bar.tsx';
import { Banner } from './banner.tsx';
import { deskOf } from './desk.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { Header } from './header.tsx';
import { NoticeLine } from './notice-line.tsx';
import { Side } from './side.tsx';
import { clockTime } from './times.ts';
import { useActions } from './use-actions.ts';
import { useAlert } from './use-alert.ts';
import { useKeys } from './use-keys.ts';
import { useNow } from './use-now.ts';
import { useOrders } from './use-orders.ts';
import { useQueue } from './use-queue.ts';
import { useTicks } from './use-ticks.ts';
import { About, Work } from './work.tsx';
import './desk.css';

interface DeskScreenProps {
  readonly hub: HubClient;
  readonly site: SiteOnScreen;
  readonly siteId: string | undefined;
  readonly counter: CounterOnScreen;
  readonly staff: Extract<Staff, { is: 'in' }>;
  readonly signOut: () => void;
  readonly endSession: () => void;
}

export function DeskScreen({ hub, site, siteId, counter, staff, signOut, endSession }: DeskScreenProps) {
  const [queue, hear] = useQueue(counter.id, siteId, endSession);
  const ourNow = useNow();
  const now = ourNow + queue.clockOffsetMs;
  const desk = useMemo(() => deskOf(queue, counter), [queue, counter]);
  const orders = useOrders(hub, counter.id, hear, endSession);
  const situation = {
    desk,
    round: desk.inHand && queue.rounds.get(desk.inHand.id),
    now,
    isRoom: counter.kind === 'room',
    hasUndo: Date.now() < orders.undoUntil || (orders.busy !== undefined && orders.busy !== 'undo'),
  };
  const waiting = counter.services.reduce((sum, service) => sum + waitingFor(queue, service), 0);
  const alert = useAlert(desk.state === 'ready', queue.seq === undefined ? undefined : waiting);
  const [ticked, tick] = useTicks(desk.inHand?.id);
  const results = site.queue.results.length;
  const { dialog, act, close, give } = useActions({ situation, orders, results, alert, tick });
  useKeys(dialog !== undefined, act);

  const isOld = queue.link === 'lost' && queue.heardAt !== undefined;
  const asOf = isOld ? clockTime((queue.heardAt ?? 0) + queue.clockOffsetMs, site.timeZone) : undefined;
  const seen = { desk, queue, site, counter, waiting, now };
  return (
    <div className="desk-screen" data-state={desk.state}>
      <Header
        site={site}
        counter={counter}
        link={queue.link}
        staffName={staff.displayName}
        alert={alert}
        now={ourNow}
        hubNow={now}
        openHelp={() => act('help')}
        signOut={signOut}
      />
      {asOf && <Banner since={asOf} />}
      <main className="desk">
        <section className="card in-hand">
          <div className="now">
            <Work hub={hub} {...seen} />
            <NoticeLine
              notice={orders.notice}
              situation={situation}
              site={site}
              undoInMs={orders.undoUntil - ourNow}
              undo={() => act('undo')}
            />
            <ActionBar situation={situation} busy={orders.busy} isSettling={orders.isSettling} act={act} />
          </div>
          <About {...seen} ticked={ticked} tick={tick} />
        </section>
        <Side
          {...seen}
          finished={queue.finished[counter.id] ?? 0}
          asOf={asOf}
          bringBack={(ticketId) => give({ name: 'recall', ticketId })}
        />
      </main>
      {dialog && <Dialogs open={dialog} {...seen} mayCallThis={staff.mayCallThis} give={give} close={close} />}
    </div>
  );
}
