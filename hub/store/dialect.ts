import type { Dialect, Kysely, RawBuilder, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** What the two stores do not have in common. */
export interface Backend {
  readonly name: 'sqlite' | 'postgres';
  readonly dialect: Dialect;
  /** Within a transaction: waits until no other process writes for this site. */
  lockSite(tx: Transaction<Tables>, site: string): Promise<void>;
  /** Within a transaction: wakes the other processes once it is committed. */
  wake(tx: Transaction<Tables>, site: string, seq: number): Promise<void>;
  /** The texts as something that `in` takes, by one parameter however many they are. */
  among(texts: readonly string[]): RawBuilder<string>;
  /** Whether a fault is the store's being away, so that the same may be tried again. */
  isAway(error: unknown): boolean;
  /** Leaves nothing behind of what was deleted or overwritten, as far as the store is ours to clear. */
  clearTraces(db: Kysely<Tables>): Promise<void>;
  /** The size of the data in bytes. */
  size(db: Kysely<Tables>): Promise<number>;
}
