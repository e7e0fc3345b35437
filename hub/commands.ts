import type { Change, CounterState } from '../core/queue/change.ts';
import type { Queue } from '../core/queue/queue.ts';
import { returnsDue } from '../core/queue/returns.ts';
import type { Refusal, Scene } from '../core/queue/scene.ts';
import type { Turn } from '../core/queue/turn.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { forgetEarlierHolders, forgetHolders } from './holders.ts';
import type { Ledger } from './ledger.ts';
import type { HubLog } from './log.ts';
import { newId } from './new-id.ts';
import { once } from './once.ts';
import type { Writing } from './writing.ts';

/** One command of one member of staff at one counter; the same `commandId` again gets the first answer. */
export interface Command {
  readonly commandId: string;
  readonly counter: string;
  readonly staff: string;
  /** The verb and what it is about, in words: they must be the same where the id comes again. */
  readonly request: string;
  /** The ticket that it is about; read from the store where its visit is over. */
  readonly ticketId?: string;
}

type Denied = Refusal | { readonly code: 'NOT_ALLOWED' };
export type Refused = Denied | { readonly code: 'COMMAND_REUSED' };
type AnswerOf<T> = (changes: readonly Change[], queue: Queue) => T;
export type Verb = (scene: Scene) => Result<readonly Change[], Denied>;

/** What staff do at the counters of a site: decided on the queue as it is, written with its answer, told afterwards. */
export function commandsIn(ledger: Ledger, log: HubLog) {
  const { site } = ledger;
  const isElsewhere = site.uplinkTokenHash !== undefined;
  let erasedOn: string | undefined;

  /** Carries a command out once; its answer is kept. A refusal changes nothing, and is kept as the answer too. */
  async function carryOut<T>(command: Command, verb: Verb, answerOf: AnswerOf<T>): Promise<Result<T, Refused>> {
    // The queue of a site that has a hub of its own is decided there.
    const counter = isElsewhere ? undefined : site.counters.find(({ id }) => id === command.counter);
    const { commandId, staff, request, ticketId } = command;
    const place = counter?.id ?? JSON.stringify(command.counter);
    const asked = { site: site.id, id: commandId, staff, request: `${place} ${request}` };
    const answer = await ledger.write(
      (writing) =>
        once<T, Denied>(writing, asked, async () => {
          if (!counter) return fail({ code: 'COUNTER_UNKNOWN' });
          const isRecalled = ticketId !== undefined && (await recall(writing, ticketId));
          const decided = verb({ queue: writing.queue, counter, at: writing.at, newId });
          if (!decided.ok && isRecalled) writing.queue.forget(ticketId);
          if (!decided.ok) return decided;
          writing.record(decided.value, { commandId, staff, counter: counter.id });
          await forgetHolders(writing, site, decided.value);
          return ok(answerOf(decided.value, writing.queue));
        }),
      commandId,
    );
    const { id } = counter ?? { id: 'unknown' };
    if (!answer.ok) log.note({ event: 'command-refused', counter: id, verb: verbOf(request), code: answer.fault.code });
    return answer;
  }

  /** A visit that is over is not in memory; a command that names it finds it in the store, if it is of today. */
  async function recall(writing: Writing, ticketId: string): Promise<void> {
    const { queue, day } = writing;
    if (queue.turnsOf(ticketId).length > 0) return;
    for (const turn of await writing.turnsOf(ticketId)) if (turn.day === day) queue.put(turn);
  }

  return {
    /** Carries out a command that is about turns; gives the turn that it was about, `null` where nobody waits. */
    onTurn: (command: Command, verb: Verb): Promise<Result<Turn | null, Refused>> =>
      carryOut(command, verb, (changes) => turnAbout(command, changes)),

    /** Carries out a command that is about the counter itself. */
    onCounter: (command: Command, verb: Verb): Promise<Result<CounterState, Refused>> =>
      carryOut(command, verb, (_, queue) => queue.counterState(command.counter)),

    /** Brings back those whose time has come, and forgets who held the tickets of earlier days; gives how many came back. */
    async bringBack(): Promise<number> {
      if (isElsewhere) return 0;
      const isDue = await ledger.look(
        ({ queue, day }) => day !== erasedOn || returnsDue(queue, ledger.now()).length > 0,
      );
      if (!isDue) return 0;
      const { day, count } = await ledger.write(async (writing) => {
        await forgetEarlierHolders(writing, site);
        const areForgotten = await forgetOldCommands(writing, site.id);
        const changes = returnsDue(writing.queue, writing.at);
        writing.record(changes);
        return { day: areForgotten ? writing.day : undefined, count: changes.length };
      });
      erasedOn = day;
      return count;
    },

    /** Who holds the ticket that this counter has in hand; nobody where the site does not let it know. */
    async holder(counter: string, ticketId: string): Promise<string | null> {
      const isInHand = await ledger.look(({ queue }) => queue.inHand(counter)?.ticketId === ticketId);
      if (!isInHand || !site.counterSeesHolder) return null;
      const row = await ledger.store.db
        .selectFrom('ticket')
        .select('holder')
        .where('site', '=', site.id)
        .where('id', '=', ticketId)
        .executeTakeFirst();
      return row?.holder ?? null;
    },
  };
}

/** Nobody repeats a command after so long; what it did stays in the log. */
const commandsKeptMs = 48 * 3_600_000;
/** Whoever calls meanwhile waits for these. */
const forgottenAtOnce = 200;

/** A few at a time, the oldest first; whether these were the last. */
async function forgetOldCommands({ tx, at }: Writing, site: string): Promise<boolean> {
  const before = new Date(at.getTime() - commandsKeptMs).toISOString();
  const { numDeletedRows } = await tx
    .deleteFrom('command')
    .where('site', '=', site)
    .where('id', 'in', (old) =>
      old
        .selectFrom('command')
        .select('id')
        .where('site', '=', site)
        .where('at', '<', before)
        .orderBy('at')
        .limit(forgottenAtOnce),
    )
    .executeTakeFirst();
  return numDeletedRows < BigInt(forgottenAtOnce);
}

const verbOf = (request: string): string => request.split(' ')[0] ?? '';

/** The one that was called where the next was asked for; else the one that the command named, as it is now. */
function turnAbout({ ticketId }: Command, changes: readonly Change[]): Turn | null {
  const turns = changes.flatMap((change) => (change.kind === 'turn' ? [change] : []));
  if (ticketId !== undefined) return turns.find(({ turn }) => turn.ticketId === ticketId)?.turn ?? null;
  return turns.findLast(({ change }) => change !== 'finished' && change !== 'opened')?.turn ?? null;
}
