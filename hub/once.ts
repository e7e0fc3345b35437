import { fail, type Result } from '../core/result.ts';
import type { Writing } from './writing.ts';

interface Asked {
  readonly site: string;
  readonly id: string;
  readonly staff: string;
  /** What was asked, in words: a known id with other words is a mistake of the caller. */
  readonly request: string;
}

/**
 * Carries out a command once, within a write that was asked for with the command's id: its answer is kept in the same
 * commit, a refusal too, and given again to whoever repeats it, as a screen does that lost the answer.
 */
export async function once<T, R>(
  writing: Writing,
  { site, id, staff, request }: Asked,
  work: () => Promise<Result<T, R>>,
): Promise<Result<T, R | { code: 'COMMAND_REUSED' }>> {
  const before = writing.answerTo(id);
  if (before && (before.request !== request || before.staff !== staff)) return fail({ code: 'COMMAND_REUSED' });
  if (before) return JSON.parse(before.answer);
  const answer = await work();
  writing.keepAnswer({ site, id, staff, request, answer: JSON.stringify(answer), at: writing.at.toISOString() });
  return answer;
}
