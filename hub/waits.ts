import type { WaitRange } from '../core/contract/shared.ts';
import type { Turn } from '../core/queue/turn.ts';

/** How long those who wait may still have to; computed beside the queue, never in the way of a command. */
export interface Waits {
  /** Of one who waits; nothing where it is not known. */
  of(turn: Turn): WaitRange | undefined;
  /** Of whoever would take a number of the service now. */
  ofNew(service: string): WaitRange | undefined;
  close(): Promise<void>;
}
