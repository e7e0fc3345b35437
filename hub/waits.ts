import { Worker } from 'node:worker_threads';
import type { WaitRange } from '../core/contract/shared.ts';
import type { Change, CounterState, Tally } from '../core/queue/change.ts';
import type { Turn } from '../core/queue/turn.ts';
import type { Site } from '../core/settings.ts';
import type { Ledger } from './ledger.ts';
import type { HubLog } from './log.ts';

/** How long those who wait may still have to; computed beside the queue, never in the way of a command. */
export interface Waits {
  /** Of one who waits; nothing where it is not known yet. */
  of(turn: Pick<Turn, 'id' | 'service'>): WaitRange | undefined;
  /** Of whoever would take a number of the service now. */
  ofNew(service: string): WaitRange | undefined;
  close(): Promise<void>;
}

/** What the worker is told. `day`: begins anew with this; `changes`: what was written since. */
export type ToWorker =
  | {
      readonly type: 'day';
      readonly turns: readonly Turn[];
      readonly tallies: readonly Tally[];
      readonly counters: readonly CounterState[];
    }
  | { readonly type: 'changes'; readonly changes: readonly (readonly [Change, number])[] }
  | { readonly type: 'estimate'; readonly atMs: number };

/** What it answers: ranges by turn and by service, what it has learnt, and how wrong it was so far. */
export interface FromWorker {
  readonly turns: ReadonlyMap<string, WaitRange>;
  readonly services: ReadonlyMap<string, WaitRange>;
  readonly learnt: string;
  readonly error: string;
}

export interface WorkerStart {
  readonly site: Site;
  readonly learnt: string | undefined;
}

const everyMs = 2_000;
/** An estimate takes at most this share of a core's time. */
const idleShare = 20;
const keepEveryMs = 60_000;
const freshForMs = 60_000;
const restartAfterMs = 5_000;

/** Estimates the waits of a site in a thread of its own, from the log, again and again while something changes. */
export async function openWaits(ledger: Ledger, log: HubLog): Promise<Waits> {
  const { site, now } = ledger;
  const kept = await keptIn(ledger, 'estimate');
  let worker = startWorker(kept);
  let latest: { readonly answer: FromWorker; readonly at: number } | undefined;
  let changes: [Change, number][] = [];
  let day: string | undefined;
  let askedAt = 0;
  let restsUntil = 0;
  let keptAt = 0;
  let isBusy = false;
  let isClosed = false;
  ledger.onEntry(({ change, at }) => changes.push([change, Date.parse(at)]));
  const timer = setInterval(() => void tick(), everyMs);
  await tick();

  /** A thread that dies is started again, without what it had learnt: that may be what it died of. */
  function startWorker(learnt: string | undefined): Worker {
    const started = new Worker(new URL('./waits-worker.ts', import.meta.url), {
      workerData: { site, learnt } satisfies WorkerStart,
    });
    started.on('message', (answer: FromWorker) => {
      latest = { answer, at: performance.now() };
      isBusy = false;
      restsUntil = performance.now() + (performance.now() - askedAt) * idleShare;
    });
    started.once('error', (error) => {
      log.bug(error);
      if (isClosed) return;
      worker = startWorker(undefined);
      day = undefined;
      isBusy = false;
      restsUntil = performance.now() + restartAfterMs;
    });
    return started;
  }

  async function tick(): Promise<void> {
    if (isBusy || performance.now() < restsUntil) return;
    isBusy = true;
    try {
      await ledger.look((hall) => {
        // What the snapshot has is not told again.
        if (hall.day !== day) send({ type: 'day', ...snapshotOf(hall) });
        else if (changes.length > 0) send({ type: 'changes', changes });
        changes = [];
        day = hall.day;
        askedAt = performance.now();
        send({ type: 'estimate', atMs: now().getTime() });
      });
      if (performance.now() - keptAt > keepEveryMs) await keep();
    } catch {
      // The store is away: asked again with the next tick.
      isBusy = false;
    }
  }

  function send(message: ToWorker): void {
    worker.postMessage(message);
  }

  async function keep(): Promise<void> {
    keptAt = performance.now();
    if (!latest) return;
    await keepIn(ledger, 'estimate', latest.answer.learnt);
    await keepIn(ledger, 'estimate-error', latest.answer.error);
  }

  /** What was computed long ago is not told any more. */
  function fresh(): FromWorker | undefined {
    return latest && performance.now() - latest.at < freshForMs ? latest.answer : undefined;
  }

  return {
    of: ({ id, service }) => fresh()?.turns.get(id) ?? fresh()?.services.get(service),
    ofNew: (service) => fresh()?.services.get(service),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await worker.terminate();
      await keep().catch(() => {});
    },
  };
}

function snapshotOf({ queue }: Parameters<Parameters<Ledger['look']>[0]>[0]) {
  return { turns: [...queue.openTurns()], tallies: [...queue.tallies()], counters: [...queue.counterStates()] };
}

async function keptIn({ store, site }: Ledger, name: string): Promise<string | undefined> {
  const row = await store.db
    .selectFrom('kept')
    .select('body')
    .where('site', '=', site.id)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.body;
}

async function keepIn({ store, site }: Ledger, name: string, body: string): Promise<void> {
  await store.db
    .insertInto('kept')
    .values({ site: site.id, name, body })
    .onConflict((conflict) => conflict.columns(['site', 'name']).doUpdateSet({ body }))
    .execute();
}
