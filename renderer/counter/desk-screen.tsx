import { useMemo } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { waitingFor } from '../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { ActionBar } from './action-bar.tsx';
import { Banner } from './banner.tsx';
import { deskOf, stepsOf } from './desk.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { Header } from './header.tsx';
import { Ready, Resting } from './idle.tsx';
import { InHand } from './in-hand.tsx';
import { NoticeLine } from './notice-line.tsx';
import { ByService, Checklist, Lately } from './panels.tsx';
import { Side } from './side.tsx';
import { clockTime } from './times.ts';
import { useActions } from './use-actions.ts';
import { useAlert } from './use-alert.ts';
import { useHolder } from './use-holder.ts';
import { useKeys } from './use-keys.ts';
import { useNow } from './use-now.ts';
import { useOrders } from './use-orders.ts';
import { useQueue } from './use-queue.ts';
import type { Staff } from './use-staff.ts';
import { useTicks } from './use-ticks.ts';
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
  const now = useNow();
  const hubNow = now + queue.clockOffsetMs;
  const desk = useMemo(() => deskOf(queue, counter), [queue, counter]);
  const { inHand } = desk;
  const orders = useOrders(hub, counter.id, hear, endSession);
  const situation = {
    desk,
    round: inHand && queue.rounds.get(inHand.id),
    now: hubNow,
    isRoom: counter.kind === 'room',
    hasUndo: Date.now() < orders.undoUntil,
  };

  const waiting = counter.services.reduce((sum, service) => sum + waitingFor(queue, service), 0);
  const alert = useAlert(desk.state === 'ready', queue.seq === undefined ? undefined : waiting);
  const [ticked, tick] = useTicks(inHand?.id);
  const holder = useHolder(hub, counter.id, inHand?.ticketId);
  const { dialog, act, close, give } = useActions({
    situation,
    orders,
    results: site.queue.results.length,
    alert,
    tick,
  });
  useKeys(dialog !== undefined, act);

  const steps = inHand ? stepsOf(queue.turns, inHand) : [];
  const reason = inHand && queue.reasons.get(inHand.id);
  const isOld = queue.link === 'lost' && queue.heardAt !== undefined;
  const asOf = isOld ? clockTime((queue.heardAt ?? 0) + queue.clockOffsetMs, site.timeZone) : undefined;

  return (
    <div className="desk-screen" data-state={desk.state}>
      <Header
        site={site}
        counter={counter}
        link={queue.link}
        staffName={staff.displayName}
        alert={alert}
        now={now}
        hubNow={hubNow}
        openHelp={() => act('help')}
        signOut={signOut}
      />
      {asOf && <Banner since={asOf} />}
      <main className="desk">
        <section className="card in-hand">
          {inHand ? (
            <InHand turn={inHand} holder={holder} reason={reason} steps={steps.length} site={site} now={hubNow} />
          ) : desk.state === 'ready' ? (
            <Ready waiting={waiting} />
          ) : (
            <Resting desk={desk} site={site} counter={counter} now={hubNow} />
          )}
          <div className="panels">
            {inHand && <Checklist turn={inHand} site={site} ticked={ticked} tick={tick} />}
            <Lately desk={desk} site={site} />
            <ByService desk={desk} site={site} counter={counter} now={hubNow} />
          </div>
          <NoticeLine
            notice={orders.notice}
            situation={situation}
            site={site}
            undoInMs={orders.undoUntil - now}
            undo={() => act('undo')}
          />
          <ActionBar situation={situation} busy={orders.busy} act={act} />
        </section>
        <Side
          desk={desk}
          site={site}
          counter={counter}
          waiting={waiting}
          finished={queue.finished[counter.id] ?? 0}
          now={hubNow}
          asOf={asOf}
          bringBack={(ticketId) => give({ name: 'recall', ticketId })}
        />
      </main>
      {dialog && (
        <Dialogs
          open={dialog}
          desk={desk}
          queue={queue}
          site={site}
          counter={counter}
          now={hubNow}
          mayCallThis={staff.mayCallThis}
          give={give}
          close={close}
        />
      )}
    </div>
  );
}
