import type { Ailment } from './condition.ts';

/** Everything that the virtual printer can be made to suffer from. */
export type Trouble =
  | Ailment
  /** Reads and prints, but never answers. */
  | 'mute'
  /** No power: connections are refused, the receive buffer is lost. */
  | 'switched-off'
  /** The network is gone, not the power: connections break and are refused, what is in the buffer is printed. */
  | 'vanished'
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
  /** When the paper is about to be cut. */
  readonly atCut?: boolean;
  /** When the paper has been cut. */
  readonly afterCut?: boolean;
  /** When the fence is read (GS ( H or GS r), and before it is answered. */
  readonly atFence?: boolean;
  readonly lateMs?: number;
  /** A vanished printer comes back by itself so many ms later. */
  readonly backAfterMs?: number;
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
