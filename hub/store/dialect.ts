import type { Dialect, Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** What the two stores do not have in common. */
export interface Backend {
  readonly name: 'sqlite' | 'postgres';
  readonly dialect: Dialect;
  /**
   * All of it or nothing. Where the store is reached by a socket, what is asked without waiting in between leaves at
   * once and is done in its order.
   */
  transaction<T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Within a transaction: waits until no other process writes for this site. */
  lockSite(tx: Kysely<Tables>, site: string): Promise<void>;
  /** Within a transaction: wakes the other processes once it is committed. */
  wake(tx: Kysely<Tables>, site: string, seq: number): Promise<void>;
  /** The texts as something that `in` takes, by one parameter however many they are. */
  among(texts: readonly string[]): RawBuilder<string>;
  /** Whether a fault is the store's being away, so that the same may be tried again. */
  isAway(error: unknown): boolean;
  /** Leaves nothing behind of what was deleted or overwritten, as far as the store is ours to clear. */
  clearTraces(db: Kysely<Tables>): Promise<void>;
  /** The size of the data in bytes. */
  size(db: Kysely<Tables>): Promise<number>;
}
