import type { TicketIssued } from '../../core/contract/hub.ts';
import type { HubClient } from './hub-client.ts';

interface Outbox {
  owed(limit: number, passedOver: ReadonlySet<string>): TicketIssued[];
  acknowledge(ticketIds: readonly string[]): void;
}

interface Watch {
  reached(count: number): void;
  away(error: unknown): void;
}

const BATCH = 100;
const ANSWER_WITHIN_MS = 5_000;
/** With nothing owed, the hub is asked all the same, so that the kiosk knows whether it is there. */
const ASK_EVERY_MS = 5_000;
const WAIT_MS = { first: 500, most: 30_000 };

/** Sends what is owed, in order, until it is acknowledged; waits longer after each failure, with jitter. */
export function pushOutbox(outbox: Outbox, hub: HubClient, watch: Watch) {
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isBusy = false;
  let isStopped = false;
  let isWanted = false;
  /** What the hub answered without acknowledging: it stays owed, but holds up nothing until the next start. */
  const passedOver = new Set<string>();
  const stop = new AbortController();

  async function push(): Promise<void> {
    if (isStopped) return;
    if (isBusy) {
      isWanted = true;
      return;
    }
    isBusy = true;
    clearTimeout(timer);
    const wait = await deliver().then(answered, refused);
    isBusy = false;
    if (isStopped) return;
    timer = setTimeout(push, isWanted ? 0 : wait);
    isWanted = false;
  }

  /** Gives how many were sent. */
  async function deliver(): Promise<number> {
    const events = outbox.owed(BATCH, passedOver);
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const { acknowledged } = await hub.takeIn({ events }, { signal });
    if (isStopped) return 0;
    outbox.acknowledge(acknowledged);
    for (const { ticketId } of events) if (!acknowledged.includes(ticketId)) passedOver.add(ticketId);
    watch.reached(acknowledged.length);
    return events.length;
  }

  function answered(count: number): number {
    failures = 0;
    return count === BATCH ? 0 : ASK_EVERY_MS;
  }

  function refused(error: unknown): number {
    if (!isStopped) watch.away(error);
    const longest = Math.min(WAIT_MS.most, WAIT_MS.first * 2 ** failures++);
    return longest * (0.5 + Math.random() / 2);
  }

  void push();
  return {
    /** Something new is owed. */
    wake: () => void push(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      stop.abort();
    },
  };
}
