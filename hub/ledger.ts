import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { Hall } from './hall.ts';
import type { Backend } from './store/dialect.ts';
import { type Entry, entriesAfter } from './store/log.ts';
import type { Store } from './store/open.ts';
import type { CommandTable, Tables } from './store/tables.ts';
import { Writing } from './writing.ts';

type Work<T> = (writing: Writing) => Promise<T>;

interface Job {
  readonly work: Work<unknown>;
  /** The command that it carries out; whether it was answered before is looked up for all at once. */
  readonly commandId: string | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The store cannot be reached; whoever asked may ask the same again. */
export class StoreAway extends Error {}
/** Another process has written since this one looked: decided again on what it wrote. */
class Outrun extends Error {}

const onlyLooking: Work<void> = async () => {};

const jobsAtOnce = 64;
const gatherMs = 1;
const outrunAtMost = 20;

/**
 * The writer of one site. What is asked at the same time shares one transaction, so that a hundred commands wait for
 * the disk once; each is decided on the queue as the one before it left it. After a fault nothing of the transaction
 * counts: the memory is loaded anew, and each is carried out alone.
 */
export class Ledger {
  readonly store: Store;
  readonly site: Site;
  readonly now: () => Date;
  readonly #jobs: Job[] = [];
  readonly #listeners: ((entry: Entry) => void)[] = [];
  #hall: Hall | undefined;
  /** The last line of the log that the listeners were told. */
  #told: number | undefined;
  #running: Promise<void> | undefined;

  constructor(store: Store, site: Site, now: () => Date) {
    this.store = store;
    this.site = site;
    this.now = now;
  }

  /** Decides and writes; resolves when it is on disk. */
  write<T>(work: Work<T>, commandId?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ work, commandId, resolve: resolve as (value: unknown) => void, reject });
      this.#running ??= this.#run();
    });
  }

  /** The queue as it is on disk, with what other processes wrote; to be looked at before anything is awaited. */
  async look<T>(at: (hall: Hall) => T): Promise<T> {
    const hall = this.#current() ?? (await this.#reload());
    return at(hall);
  }

  /** Takes in what other processes have written, in turn with this one's writes. */
  async catchUp(): Promise<void> {
    await this.write(onlyLooking);
  }

  /** Told of each line of the log after its commit, in order, by whichever process it was written. */
  onEntry(listener: (entry: Entry) => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves when everything asked so far is written. */
  async close(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    let before = 1;
    while (this.#jobs.length > 0) {
      // Lets every request that has arrived already join the same transaction; in a rush also those who ask again as
      // soon as they are answered, for a transaction costs much and a command in it little.
      await (before > 1 ? sleep(gatherMs) : new Promise(setImmediate));
      const jobs = this.#jobs.splice(0, jobsAtOnce);
      before = jobs.length;
      await this.#carryOut(jobs);
    }
    this.#running = undefined;
  }

  async #carryOut(jobs: readonly Job[], outrun = 0): Promise<void> {
    try {
      const isLooking = jobs.every(({ work }) => work === onlyLooking);
      const values = isLooking && (await this.#look()) ? [] : await this.#transact(jobs);
      for (const [at, { resolve }] of jobs.entries()) resolve(values[at]);
    } catch (error) {
      this.#hall = undefined;
      if (error instanceof Outrun && outrun < outrunAtMost) return this.#carryOut(jobs, outrun + 1);
      if (jobs.length > 1 && !this.store.backend.isAway(error)) {
        for (const job of jobs) await this.#carryOut([job]);
        return;
      }
      const reason = this.store.backend.isAway(error) ? new StoreAway('the store is away', { cause: error }) : error;
      for (const { reject } of jobs) reject(reason);
    }
  }

  /**
   * Takes in what others have written without holding them up: lines become visible in their order, for each is
   * written under the site's lock. False where the memory has to be loaded first.
   */
  async #look(): Promise<boolean> {
    const hall = this.#hall;
    if (hall?.day !== this.#dayOf(this.now())) return false;
    if (this.store.backend.name !== 'sqlite') this.#tell(await hall.catchUp(this.store.db, this.site));
    return true;
  }

  async #transact(jobs: readonly Job[]): Promise<unknown[]> {
    const { db } = this.store;
    const done = await db.transaction().execute(async (tx) => {
      const day = this.#dayOf(this.now());
      const commandIds = jobs.flatMap(({ commandId }) => commandId ?? []);
      // In this order, and without waiting in between: what is read is read under the lock.
      const [, known, { hall, missed }] = await Promise.all([
        this.store.backend.lockSite(tx, this.site.id),
        answersTo(tx, this.store.backend, this.site.id, commandIds),
        this.#upToDate(tx, day),
      ]);
      const at = this.now();
      if (this.#dayOf(at) !== day) throw new Outrun();
      const before = hall.seq;
      const writing = new Writing(tx, { site: this.site.id, backend: this.store.backend }, hall, at, known);
      const values: unknown[] = [];
      for (const { work } of jobs) values.push(await work(writing));
      const isLogged = writing.entries.length > 0;
      await Promise.all([writing.save(), isLogged && this.#moveOn(tx, hall, before)]);
      return { hall, entries: [...missed, ...writing.entries], values };
    });
    this.#hall = done.hall;
    this.#tell(done.entries);
    return done.values;
  }

  /** The memory as the log has it; and the lines that nobody here was told yet. */
  async #upToDate(tx: Transaction<Tables>, day: string): Promise<{ hall: Hall; missed: Entry[] }> {
    const known = this.#hall;
    if (known?.day === day) {
      // Nobody else writes into this process's own file.
      const missed = this.store.backend.name === 'sqlite' ? [] : await known.catchUp(tx, this.site);
      return { hall: known, missed };
    }
    const hall = await Hall.load(tx, this.site, day);
    this.#told ??= hall.seq;
    const untold = hall.seq - this.#told;
    return { hall, missed: untold > 0 ? await entriesAfter(tx, this.site.id, this.#told, untold) : [] };
  }

  /** The log is that much longer; where another has lengthened it since it was read, nothing of this counts. */
  async #moveOn(tx: Transaction<Tables>, hall: Hall, before: number): Promise<void> {
    const { id: site } = this.site;
    const state = { seq: hall.seq, body: hall.toKeep() };
    const moving = tx
      .insertInto('site_state')
      .values({ site, ...state })
      .onConflict((conflict) => conflict.column('site').doUpdateSet(state).where('site_state.seq', '=', before))
      .executeTakeFirstOrThrow();
    const [{ numInsertedOrUpdatedRows }] = await Promise.all([moving, this.store.backend.wake(tx, site, hall.seq)]);
    if (numInsertedOrUpdatedRows !== 1n) throw new Outrun();
  }

  #tell(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.#told !== undefined && entry.seq <= this.#told) continue;
      this.#told = entry.seq;
      for (const listener of this.#listeners) listener(entry);
    }
  }

  #current(): Hall | undefined {
    return this.#hall?.day === this.#dayOf(this.now()) && !this.#running ? this.#hall : undefined;
  }

  async #reload(): Promise<Hall> {
    await this.catchUp();
    return this.#hall ?? this.#reload();
  }

  #dayOf(at: Date): string {
    return businessDay(at, this.site.timeZone, this.site.dayStartsAtHour);
  }
}

/** The answers that some of these commands got before. */
async function answersTo(
  tx: Transaction<Tables>,
  backend: Backend,
  site: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommandTable>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('command')
    .selectAll()
    .where('site', '=', site)
    .where('id', 'in', backend.among(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
