import type { Call } from '../../core/contract/manager.ts';
import { changeSchema } from '../../core/queue/change.ts';
import type { Store } from '../store/open.ts';

const pageSize = 100;
/** Lines looked through at once for calls out of order. */
const linesAtOnce = 1_000;

interface Asked {
  readonly site: string;
  readonly day: string;
  /** Only calls before this line of the log. */
  readonly before: number | undefined;
  readonly isOutOfOrder: boolean;
}

/** A page of a day's calls, the latest first; `before` where there may be more. */
export async function callsOf(store: Store, asked: Asked): Promise<{ calls: Call[]; before?: number }> {
  const calls: Call[] = [];
  for (let { before } = asked; ; ) {
    const lines = await linesBefore(store, asked, before);
    for (const line of lines) {
      if (asked.isOutOfOrder && !isOutOfOrder(line)) continue;
      const call = callOf(line);
      calls.push(call);
      if (calls.length === pageSize) return { calls, before: call.seq };
    }
    const last = lines.at(-1);
    if (!last || lines.length < (asked.isOutOfOrder ? linesAtOnce : pageSize)) return { calls };
    before = Number(last.seq);
    await new Promise(setImmediate);
  }
}

interface Line {
  readonly seq: number;
  readonly at: string;
  readonly body: string;
}

function linesBefore({ db }: Store, { site, day, isOutOfOrder }: Asked, before: number | undefined): Promise<Line[]> {
  return db
    .selectFrom('ticket_event')
    .select(['seq', 'at', 'body'])
    .where('site', '=', site)
    .where('day', '=', day)
    .where('change', '=', 'called')
    .$if(before !== undefined, (lines) => lines.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(isOutOfOrder ? linesAtOnce : pageSize)
    .execute();
}

/** Seen without taking the line apart; what staff wrote has its quotation marks escaped. */
function isOutOfOrder({ body }: Line): boolean {
  return body.includes('"rule":"chosen"');
}

function callOf({ seq, at, body }: Line): Call {
  const change = changeSchema.parse(JSON.parse(body));
  if (change.kind !== 'turn') throw new Error(`line ${seq} of the log is no call`);
  const { turn, reason } = change;
  return {
    seq: Number(seq),
    at,
    number: turn.number,
    service: turn.service,
    ...(turn.counter !== undefined && { counter: turn.counter }),
    ...(turn.priority && { class: turn.priority.class }),
    ...(reason && { reason }),
  };
}
