import type { Transaction } from 'kysely';
import type { Tables } from './store/tables.ts';

interface Asked {
  readonly id: string;
  readonly staff: string;
  /** What was asked, in words: a known id with other words is a mistake of the caller. */
  readonly request: string;
  readonly at: string;
}

/** A command's id came again with another request. */
export class CommandReused extends Error {}

/**
 * Carries out a command once: its answer is kept in the same commit, a refusal too, and given again to whoever repeats
 * it, as a screen does that lost the answer.
 */
export async function once<T>(tx: Transaction<Tables>, asked: Asked, work: () => Promise<T>): Promise<T> {
  const before = await tx.selectFrom('command').selectAll().where('id', '=', asked.id).executeTakeFirst();
  if (before && before.request !== asked.request) throw new CommandReused('one command id, two requests');
  if (before) return JSON.parse(before.answer) as T;
  const answer = await work();
  await tx
    .insertInto('command')
    .values({ ...asked, answer: JSON.stringify(answer) })
    .execute();
  return answer;
}
