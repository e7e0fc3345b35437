import { fenceBytes, fenceId } from '../../core/paper/commands.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import type { Answer } from '../../core/paper/status.ts';

/** GS r is asked so often for one job: a lone stray byte looks like its answer, two do not come. */
export const nameless = 2;

/** What asks for the end of a job, and how often its answer must come. */
export interface Fences {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** The answer has no name: it counts only after this job's own beginning, and the printer is asked once more. */
  readonly isNameless: boolean;
  isAnswer(answer: Answer): boolean;
}

/**
 * The fences of a job, behind `owed` answers without a name that may still come from jobs before it.
 *
 * A GS r of a job that was given up can still be in the printer, and nobody knows whether it is: with as many more as
 * there can be, the last that is waited for is this job's own in either case.
 */
export function fencesOf({ fence }: PrinterProfile, job: number, owed: number): Fences {
  const id = fenceId(job);
  if (fence === 'none') return { bytes: new Uint8Array(), count: 0, isNameless: false, isAnswer: () => false };
  const bytes = fenceBytes(fence, id);
  if (fence === 'gs-h')
    return {
      bytes,
      count: 1,
      isNameless: false,
      isAnswer: (answer) => answer.type === 'fence-reached' && answer.id === id,
    };
  const count = owed + nameless;
  return {
    bytes: Buffer.concat(Array<Uint8Array>(count).fill(bytes)),
    count,
    isNameless: true,
    isAnswer: (answer) => answer.type === 'queue-reached',
  };
}
