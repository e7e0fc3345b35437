import type { HubClient } from '../shared/hub-client.ts';
import type { QueueState } from '../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { type Desk, stepsOf, turnAtWork } from './desk.ts';
import { Ready, Resting } from './idle.tsx';
import { Facts, InHand } from './in-hand.tsx';
import { ByService, Checklist, Lately } from './panels.tsx';
import { useHolder } from './use-holder.ts';

interface SeenProps {
  readonly queue: QueueState;
  readonly desk: Desk;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  /** By the hub's clock. */
  readonly now: number;
}

interface WorkProps extends SeenProps {
  readonly hub: HubClient;
  readonly waiting: number;
}

/** What the counter is at: the one in hand, nobody, or a rest. */
export function Work({ hub, queue, desk, site, counter, waiting, now }: WorkProps) {
  const turn = turnAtWork(desk);
  const holder = useHolder(hub, counter.id, turn?.ticketId);
  if (turn) {
    const steps = stepsOf(queue.turns, turn);
    return <InHand turn={turn} holder={holder} steps={steps} site={site} now={now} />;
  }
  if (desk.state === 'ready') return <Ready waiting={waiting} />;
  return <Resting desk={desk} site={site} counter={counter} now={now} />;
}

interface AboutProps extends SeenProps {
  readonly ticked: ReadonlySet<number>;
  readonly tick: (line: number) => void;
}

/** What belongs to the one in hand, and how the services of this counter stand. */
export function About({ queue, desk, site, counter, now, ticked, tick }: AboutProps) {
  const turn = turnAtWork(desk);
  return (
    <div className="about">
      {turn && <Facts turn={turn} reason={queue.reasons.get(turn.id)} site={site} now={now} />}
      <div className="panels">
        {turn && <Checklist turn={turn} site={site} ticked={ticked} tick={tick} />}
        <Lately desk={desk} site={site} />
        <ByService desk={desk} site={site} counter={counter} now={now} />
      </div>
    </div>
  );
}
