import type { Transaction } from 'kysely';
import type { Change } from '../core/queue/change.ts';
import type { Queue } from '../core/queue/queue.ts';
import type { Turn } from '../core/queue/turn.ts';
import type { Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { Hall } from './hall.ts';
import { type By, type Entry, entriesAfter, turnsInStore, writeEntries } from './store/log.ts';
import type { Store } from './store/open.ts';
import type { CommandTable, Tables } from './store/tables.ts';

/** A write in progress. */
export interface Writing {
  readonly tx: Transaction<Tables>;
  /** The queue with all that was recorded before, in this write and in those that share its transaction. */
  readonly queue: Queue;
  readonly at: Date;
  /** The business day of `at`. */
  readonly day: string;
  /** Takes decided changes in: into `queue` at once, onto the disk with the commit. */
  record(changes: readonly Change[], by?: By): void;
  /** The same for lines that another hub has written. */
  append(entries: readonly Entry[]): void;
  /** The last line of the log as of now. */
  seq(): number;
  /** The steps of a visit in their order, also of one that is over or of another day; none where it is not known. */
  turnsOf(ticketId: string): Promise<readonly Turn[]>;
  /** Commands that were answered in this transaction; they are kept with it. */
  readonly answered: Map<string, CommandTable>;
}

type Work<T> = (writing: Writing) => Promise<T>;

interface Job {
  readonly work: Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The store cannot be reached; whoever asked may ask the same again. */
export class StoreAway extends Error {}
/** Another process has written since this one looked: decided again on what it wrote. */
class Outrun extends Error {}

const jobsAtOnce = 64;
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
  write<T>(work: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
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
    await this.write(async () => {});
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
    while (this.#jobs.length > 0) {
      // Lets every request that has arrived already join the same transaction.
      await new Promise(setImmediate);
      await this.#carryOut(this.#jobs.splice(0, jobsAtOnce));
    }
    this.#running = undefined;
  }

  async #carryOut(jobs: readonly Job[], outrun = 0): Promise<void> {
    try {
      const values = await this.#transact(jobs);
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

  async #transact(jobs: readonly Job[]): Promise<unknown[]> {
    const { backend, db } = this.store;
    const done = await db.transaction().execute(async (tx) => {
      await backend.lockSite(tx, this.site.id);
      const at = this.now();
      const day = this.#dayOf(at);
      const { hall, entries } = await this.#upToDate(tx, day);
      const writing = writingOn(tx, this.site.id, hall, at, day, entries);
      const before = hall.seq;
      const values: unknown[] = [];
      for (const { work } of jobs) values.push(await work(writing));
      await this.#save(
        tx,
        writing,
        hall,
        before,
        entries.filter(({ seq }) => seq > before),
      );
      return { hall, entries, values };
    });
    this.#hall = done.hall;
    this.#tell(done.entries);
    return done.values;
  }

  /** The memory as the log has it; and the lines that nobody here was told yet. */
  async #upToDate(tx: Transaction<Tables>, day: string): Promise<{ hall: Hall; entries: Entry[] }> {
    const { id } = this.site;
    let hall = this.#hall;
    if (hall?.day === day) {
      if (this.store.backend.name === 'sqlite') return { hall, entries: [] };
      return { hall, entries: await hall.catchUp(tx, this.site) };
    }
    hall = await Hall.load(tx, this.site, day);
    this.#told ??= hall.seq;
    return {
      hall,
      entries: this.#told < hall.seq ? await entriesAfter(tx, id, this.#told, hall.seq - this.#told) : [],
    };
  }

  async #save(
    tx: Transaction<Tables>,
    { answered }: Writing,
    hall: Hall,
    before: number,
    entries: readonly Entry[],
  ): Promise<void> {
    const { id: site } = this.site;
    if (answered.size > 0)
      await tx
        .insertInto('command')
        .values([...answered.values()])
        .execute();
    if (entries.length === 0) return;
    await writeEntries(tx, site, entries);
    const state = { seq: hall.seq, body: hall.toKeep() };
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('site_state')
      .values({ site, ...state })
      .onConflict((conflict) => conflict.column('site').doUpdateSet(state).where('site_state.seq', '=', before))
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) throw new Outrun();
    await this.store.backend.wake(tx, site, hall.seq);
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

function writingOn(
  tx: Transaction<Tables>,
  site: string,
  hall: Hall,
  at: Date,
  day: string,
  entries: Entry[],
): Writing {
  const append = (added: readonly Entry[]) => {
    hall.take(added);
    entries.push(...added);
  };
  return {
    tx,
    queue: hall.queue,
    at,
    day,
    answered: new Map(),
    append,
    record(changes, by) {
      append(changes.map((change, n) => ({ seq: hall.seq + 1 + n, day, at: at.toISOString(), change, by })));
    },
    seq: () => hall.seq,
    async turnsOf(ticketId) {
      const inMemory = hall.queue.turnsOf(ticketId);
      if (inMemory.length > 0) return inMemory;
      const turns = new Map((await turnsInStore(tx, site, ticketId)).map((turn) => [turn.id, turn]));
      // What this transaction has recorded is written at its end.
      for (const { change } of entries)
        if (change.kind === 'turn' && change.turn.ticketId === ticketId) turns.set(change.turn.id, change.turn);
      return [...turns.values()].sort((one, other) => one.step - other.step);
    },
  };
}
