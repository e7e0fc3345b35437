import { Worker } from 'node:worker_threads';
import type { Preview } from '../../core/contract/manager.ts';
import { turnChange } from '../../core/queue/change.ts';
import { linesAtMost } from '../../core/queue/preview.ts';
import type { Policy } from '../../core/queue/settings.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { Site } from '../../core/settings.ts';
import type { Store } from '../store/open.ts';

/** Lines of the log that are read at once, between the commands. */
const linesAtOnce = 500;
const answersWithinMs = 120_000;

/** One line as it lies in the log; it is taken apart where it delays nobody. */
export interface RawLine {
  readonly at: string;
  readonly body: string;
}

export type PreviewTask =
  | { readonly lines: readonly RawLine[] }
  | { readonly rules: Pick<Site, 'services' | 'counters' | 'queue'>; readonly other: Policy };

export type NoPreview = 'DAY_EMPTY' | 'DAY_TOO_LARGE' | 'BUSY';

/** Replays days under other policies, one at a time: read in pieces here, worked off by another thread. */
export function previewsOn(store: Store) {
  let isBusy = false;

  /** `gone`: whoever asked has gone, and nobody waits for the answer. */
  return async (site: Site, day: string, other: Policy, gone?: AbortSignal): Promise<Result<Preview, NoPreview>> => {
    if (isBusy) return fail('BUSY');
    isBusy = true;
    const worker = new Worker(new URL('./preview-worker.ts', import.meta.url));
    const answer = answerOf(worker);
    // It may fail before anybody waits for it.
    answer.catch(() => {});
    const end = () => void worker.terminate();
    gone?.addEventListener('abort', end);
    try {
      let count = 0;
      for await (const lines of linesOf(store, site.id, day)) {
        count += lines.length;
        if (count > linesAtMost) return fail('DAY_TOO_LARGE');
        worker.postMessage({ lines } satisfies PreviewTask);
      }
      if (count === 0) return fail('DAY_EMPTY');
      const { services, counters, queue } = site;
      worker.postMessage({ rules: { services, counters, queue }, other } satisfies PreviewTask);
      return ok({ day, ...(await answer) });
    } catch (error) {
      if (gone?.aborted) return fail('BUSY');
      throw error;
    } finally {
      isBusy = false;
      gone?.removeEventListener('abort', end);
      await worker.terminate();
    }
  };
}

async function* linesOf(store: Store, site: string, day: string): AsyncGenerator<RawLine[]> {
  const { first, last } = await endsOf(store, site, day);
  for (let from = first; from <= last; ) {
    const lines = await store.db
      .selectFrom('ticket_event')
      .select(['seq', 'at', 'body', 'day'])
      .where('site', '=', site)
      .where('seq', '>=', from)
      .where('seq', '<=', last)
      .orderBy('seq')
      .limit(linesAtOnce)
      .execute();
    yield lines.flatMap(({ at, body, day: of }) => (of === day ? [{ at, body }] : []));
    from = Number(lines.at(-1)?.seq ?? last) + 1;
    await new Promise(setImmediate);
  }
}

/** The first and the last line of a day; each kind of change has its own place in the index. */
async function endsOf({ db }: Store, site: string, day: string): Promise<{ first: number; last: number }> {
  const seqs: number[] = [];
  for (const change of [...turnChange.options, 'counter'])
    for (const direction of ['asc', 'desc'] as const) {
      const line = await db
        .selectFrom('ticket_event')
        .select('seq')
        .where('site', '=', site)
        .where('day', '=', day)
        .where('change', '=', change)
        .orderBy('seq', direction)
        .limit(1)
        .executeTakeFirst();
      if (line) seqs.push(Number(line.seq));
      await new Promise(setImmediate);
    }
  return { first: Math.min(...seqs), last: Math.max(...seqs) };
}

function answerOf(worker: Worker): Promise<Omit<Preview, 'day'>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a preview took too long')), answersWithinMs);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('a preview ended without an answer'));
    });
  });
}
