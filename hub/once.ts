import { fail, type Result } from '../core/result.ts';
import type { Writing } from './ledger.ts';
import type { CommandTable } from './store/tables.ts';

interface Asked {
  readonly site: string;
  readonly id: string;
  readonly staff: string;
  /** What was asked, in words: a known id with other words is a mistake of the caller. */
  readonly request: string;
}

/**
 * Carries out a command once: its answer is kept in the same commit, a refusal too, and given again to whoever repeats
 * it, as a screen does that lost the answer.
 */
export async function once<T, R>(
  writing: Writing,
  { site, id, staff, request }: Asked,
  work: () => Promise<Result<T, R>>,
): Promise<Result<T, R | { code: 'COMMAND_REUSED' }>> {
  const before = writing.answered.get(id) ?? (await answerOf(writing, site, id));
  if (before) return before.request === request ? JSON.parse(before.answer) : fail({ code: 'COMMAND_REUSED' });
  const answer = await work();
  writing.answered.set(id, { site, id, staff, request, answer: JSON.stringify(answer), at: writing.at.toISOString() });
  return answer;
}

function answerOf({ tx }: Writing, site: string, id: string): Promise<CommandTable | undefined> {
  return tx.selectFrom('command').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();
}
