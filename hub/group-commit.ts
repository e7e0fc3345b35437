import { setTimeout as sleep } from 'node:timers/promises';
import type { Work } from './ledger.ts';

export interface Job {
  readonly work: Work<unknown>;
  /** The command that it carries out; whether it was answered before is looked up for all at once. */
  readonly commandId: string | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The store cannot be reached; whoever asked may ask the same again. */
export class StoreAway extends Error {}
/** What this was decided on is not what the store has: decided again on what is there. */
export class Outrun extends Error {}

/** A group that is on its way. */
class Group {
  /** Its writes have left; where they were not taken, its jobs have been carried out again. */
  readonly sent: Promise<void>;
  /** Whether the store took it at the first try. */
  readonly isTaken: Promise<boolean>;
  /** Each of its jobs has its answer. */
  readonly over: Promise<void>;
  isOver = false;
  /** The first try of the group behind it has ended, if there is one. */
  follower: Promise<unknown> = Promise.resolve();

  constructor(sent: Promise<void>, isTaken: Promise<boolean>, over: Promise<void>) {
    this.isTaken = isTaken;
    this.over = over.then(() => {
      this.isOver = true;
    });
    this.sent = Promise.race([sent, this.over]);
  }
}

const nothingBefore = () => new Group(Promise.resolve(), Promise.resolve(true), Promise.resolve());

interface Committing {
  /**
   * One transaction for these jobs, decided on what the group before left; gives what each job gave, once that one is
   * taken. It fails where that one was not. Without `sent` nothing comes behind it.
   */
  transact(jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent?: () => void): Promise<readonly unknown[]>;
  isAway(error: unknown): boolean;
  /** Whether a second transaction may begin while the first is being written. */
  readonly overlaps: boolean;
}

const jobsAtOnce = 64;
const gatherMs = 1;
const outrunAtMost = 20;

/**
 * What is asked at the same time shares one transaction, so that a hundred commands wait for the disk once. While one
 * group is written the next one already asks for its lock. After a fault nothing of the group counts, nor of those
 * that were decided on it: each of their jobs is carried out alone, in the order in which they came.
 */
export class GroupCommit {
  readonly #store: Committing;
  readonly #jobs: Job[] = [];
  #arrived = Promise.withResolvers<void>();
  #running: Promise<void> | undefined;

  constructor(store: Committing) {
    this.#store = store;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  add(job: Job): void {
    this.#jobs.push(job);
    this.#arrived.resolve();
    this.#running ??= this.#run();
  }

  /** Resolves when everything asked so far is written. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    let earlier = nothingBefore();
    let before = 1;
    while (await this.#hasJobs(earlier)) {
      // Lets every request that has arrived already join the same transaction; in a rush also those who ask again as
      // soon as they are answered, for a transaction costs much and a command in it little.
      await (before > 1 ? sleep(gatherMs) : new Promise(setImmediate));
      const jobs = this.#jobs.splice(0, jobsAtOnce);
      before = jobs.length;
      // Nothing hangs any more on one that is over, whatever became of it.
      earlier = this.#begin(jobs, earlier.isOver ? nothingBefore() : earlier);
      await (this.#store.overlaps ? earlier.sent : earlier.over);
    }
  }

  /** Waits for jobs as long as the last group is on its way; without any, all is done. */
  async #hasJobs({ over }: Group): Promise<boolean> {
    if (this.#jobs.length === 0) {
      this.#arrived = Promise.withResolvers();
      await Promise.race([over, this.#arrived.promise]);
    }
    const hasJobs = this.#jobs.length > 0;
    // At once: what comes from here on has to begin anew.
    if (!hasJobs) this.#running = undefined;
    return hasJobs;
  }

  #begin(jobs: readonly Job[], earlier: Group): Group {
    const sent = Promise.withResolvers<void>();
    const failure = this.#carryOut(jobs, earlier.isTaken, sent.resolve);
    const isTaken = failure.then((error) => error === undefined);
    earlier.follower = failure;
    const over = failure.then(async (error) => {
      if (error === undefined) return;
      // What was decided on this must have failed before it is there after all, and be it another one.
      await Promise.all([earlier.over, group.follower]);
      await this.#again(jobs, error);
    });
    const group = new Group(sent.promise, isTaken, over);
    return group;
  }

  /** Gives the error that kept these jobs from being carried out; none where they are answered. */
  async #carryOut(jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent?: () => void): Promise<unknown> {
    try {
      const values = await this.#store.transact(jobs, isEarlierTaken, sent);
      for (const [at, { resolve }] of jobs.entries()) resolve(values[at]);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  async #again(jobs: readonly Job[], error: unknown, outrun = 0): Promise<void> {
    const isAway = this.#store.isAway(error);
    if (error instanceof Outrun && outrun < outrunAtMost) {
      const next = await this.#carryOut(jobs, Promise.resolve(true));
      if (next !== undefined) await this.#again(jobs, next, outrun + 1);
    } else if (jobs.length > 1 && !isAway) {
      for (const job of jobs) {
        const next = await this.#carryOut([job], Promise.resolve(true));
        if (next !== undefined) await this.#again([job], next);
      }
    } else {
      const reason = isAway ? new StoreAway('the store is away', { cause: error }) : error;
      for (const { reject } of jobs) reject(reason);
    }
  }
}
