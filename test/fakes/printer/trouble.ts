import type { Ailment } from './condition.ts';

/** Everything that the virtual printer can be made to suffer from. */
export type Trouble =
  | Ailment
  /** Reads and prints, but never answers. */
  | 'mute'
  /** No power: connections are refused, the receive buffer is lost. */
  | 'switched-off'
  /** The line breaks, wherever the stream is. */
  | 'line-dropped'
  /** Does not read at all. */
  | 'stalled'
  /** Answers a fence with the id of another job. */
  | 'stale-fence'
  /** Answers a fence, but `lateMs` later. */
  | 'late';

/** When the trouble begins; at once where nothing is given. */
export interface Onset {
  readonly afterRows?: number;
  readonly afterBytes?: number;
  readonly atCut?: boolean;
  readonly lateMs?: number;
}

const ailments: readonly string[] = [
  'paper-out',
  'near-end',
  'cover-open',
  'cutter-jammed',
  'head-hot',
  'unrecoverable',
] satisfies Ailment[];

export function isAilment(trouble: Trouble): trouble is Ailment {
  return ailments.includes(trouble);
}
