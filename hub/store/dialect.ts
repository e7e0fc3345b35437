import type { Dialect, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A transaction that is open. */
export interface Transaction {
  readonly db: Kysely<Tables>;
  /**
   * Carries out one statement in plain SQL, with `$1`, `$2` for its values in the order in which they stand: for what
   * every command needs. It has left before this returns.
   */
  ask<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Commits behind what was asked so far, if none of it fails; nothing can be asked any more. */
  end(): void;
}

/** How long a site's log was and is now, and what is kept beside it. */
export interface Longer {
  readonly before: number;
  readonly seq: number;
  readonly body: string;
}

/** What the two stores do not have in common. */
export interface Backend {
  readonly name: 'sqlite' | 'postgres';
  readonly dialect: Dialect;
  /**
   * All of it or nothing. Where the store is reached by a socket, what is asked without waiting in between leaves at
   * once and is done in its order.
   */
  transaction<T>(db: Kysely<Tables>, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Within a transaction: waits until no other process writes for this site. */
  lockSite(tx: Transaction, site: string): Promise<void>;
  /**
   * Within a transaction: a site's log is longer now, and other processes are woken once that is committed. False where
   * another has lengthened it since it was read; nothing of the transaction counts then.
   */
  lengthen(tx: Transaction, site: string, longer: Longer): Promise<boolean>;
  /** What stands behind `in` for texts that come as one JSON array, however many they are. */
  among(place: string): string;
  /** Whether a fault is the store's being away, so that the same may be tried again. */
  isAway(error: unknown): boolean;
  /** Leaves nothing behind of what was deleted or overwritten, as far as the store is ours to clear. */
  clearTraces(db: Kysely<Tables>): Promise<void>;
  /** The size of the data in bytes. */
  size(db: Kysely<Tables>): Promise<number>;
}
