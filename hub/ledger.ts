import type { Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { type Asked, answersTo, type Ground, groundBehind, type Left } from './ground.ts';
import { GroupCommit, type Job, Outrun, StoreAway } from './group-commit.ts';
import { Hall } from './hall.ts';
import type { Transaction } from './store/dialect.ts';
import { type Entry, entriesAfter, missedEntries } from './store/log.ts';
import type { Store } from './store/open.ts';
import { Writing } from './writing.ts';

export type Work<T> = (writing: Writing) => Promise<T>;

/** What a group stands behind, and whom it tells that it has left. */
interface Behind {
  readonly left: Left | undefined;
  readonly isEarlierTaken: Promise<boolean>;
  /** None where it is carried out again; then nothing comes behind it. */
  readonly sent: (() => void) | undefined;
}

const onlyLooking: Work<void> = async () => {};

/** Where other processes write too, each group waits and reads what they have written before it decides. */
const carefulForMs = 1_000;

/**
 * The writer of one site: each command is decided on the queue as the one before it left it, in memory, and counts once
 * the store has taken it. After a fault the memory is loaded anew.
 */
export class Ledger {
  readonly store: Store;
  readonly site: Site;
  readonly now: () => Date;
  readonly #groups: GroupCommit;
  readonly #listeners: ((entry: Entry) => void)[] = [];
  #hall: Hall | undefined;
  /** The last line of the log that the listeners were told. */
  #told: number | undefined;
  /** By the group that is on its way, for the next one. */
  #left: Left | undefined;
  #carefulUntilMs = 0;

  constructor(store: Store, site: Site, now: () => Date) {
    this.store = store;
    this.site = site;
    this.now = now;
    this.#groups = new GroupCommit({
      transact: (jobs, isEarlierTaken, sent) => this.#carryOut(jobs, isEarlierTaken, sent),
      isAway: (error) => error instanceof StoreAway || store.backend.isAway(error),
      // SQLite has one connection, and nothing to wait for.
      overlaps: store.backend.name === 'postgres',
    });
  }

  /** Decides and writes; resolves when it is on disk. */
  write<T>(work: Work<T>, commandId?: string): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#groups.add({ work, commandId, resolve: resolve as (value: unknown) => void, reject });
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
    await this.#groups.close();
  }

  async #carryOut(jobs: readonly Job[], isEarlierTaken: Promise<boolean>, sent?: () => void): Promise<unknown[]> {
    const left = this.#left;
    this.#left = undefined;
    try {
      const isLooking = jobs.every(({ work }) => work === onlyLooking);
      if (isLooking && (await taken(isEarlierTaken)) && (await this.#look())) return [];
      return await this.#transact(jobs, { left, isEarlierTaken, sent });
    } catch (error) {
      if (error instanceof Outrun) this.#beCareful();
      this.#hall = undefined;
      throw error;
    }
  }

  /**
   * Takes in what others have written without holding them up: lines become visible in their order, for each is
   * written under the site's lock. False where the memory has to be loaded first.
   */
  async #look(): Promise<boolean> {
    const hall = this.#hall;
    if (hall?.day !== this.#dayOf(this.now())) return false;
    if (this.store.backend.name === 'sqlite') return true;
    const missed = await hall.missed((seq, limit) => entriesAfter(this.store.db, this.site.id, seq, limit));
    if (missed.length > 0) this.#beCareful();
    hall.take(missed);
    this.#tell(missed);
    return true;
  }

  async #transact(jobs: readonly Job[], behind: Behind): Promise<unknown[]> {
    const { db, backend } = this.store;
    const { isEarlierTaken } = behind;
    const leaving: { left?: Left } = {};
    try {
      const done = await backend.transaction(db, (tx) => this.#decideAndWrite(tx, jobs, behind, leaving));
      // It counts only with the one before it; where nobody knows what became of that one, nobody was told of it.
      if (!(await isEarlierTaken)) throw new StoreAway('what became of the group before is not known');
      this.#hall = done.hall.isSpoilt ? undefined : done.hall;
      this.#tell(done.entries);
      return done.values;
    } catch (error) {
      if (leaving.left) leaving.left.hall.isSpoilt = true;
      throw error;
    } finally {
      if (this.#left === leaving.left) this.#left = undefined;
    }
  }

  async #decideAndWrite(tx: Transaction, jobs: readonly Job[], behind: Behind, leaving: { left?: Left }) {
    const day = this.#dayOf(this.now());
    const { backend } = this.store;
    const { left, isEarlierTaken, sent } = behind;
    const isAhead = left?.hall.day === day && !left.hall.isSpoilt && performance.now() > this.#carefulUntilMs;
    const asked = { tx, backend, site: this.site.id, commandIds: jobs.flatMap(({ commandId }) => commandId ?? []) };
    const { hall, missed, known, locked } = isAhead
      ? await groundBehind(left, asked)
      : await this.#groundUnderLock(asked, day, isEarlierTaken);
    const at = this.now();
    if (this.#dayOf(at) !== day) throw new Outrun();
    hall.take(missed);
    const before = hall.seq;
    const writing = new Writing(tx, { site: this.site.id, backend }, hall, at, known);
    leaving.left = { hall, answers: writing.answers, locked };
    const values: unknown[] = [];
    for (const { work } of jobs) values.push(await work(writing));
    const isLogged = writing.entries.length > 0;
    const written = Promise.all([(isLogged || isAhead) && this.#moveOn(tx, hall, before), writing.save()]);
    tx.end();
    // By its lines the version shows whether this was taken.
    if (isLogged && sent) this.#left = leaving.left;
    // No more than two are on their way.
    void isEarlierTaken.then((isTaken) => isTaken && sent?.());
    await written;
    return { hall, entries: [...missed, ...writing.entries], values };
  }

  /** In this order, and without waiting in between: what is read is read under the lock. */
  async #groundUnderLock(asked: Asked, day: string, isEarlierTaken: Promise<boolean>): Promise<Ground> {
    const [, known, { hall, missed }] = await Promise.all([
      this.store.backend.lockSite(asked.tx, this.site.id),
      answersTo(asked),
      this.#upToDate(asked.tx, day),
      taken(isEarlierTaken),
    ]);
    if (missed.length > 0) this.#beCareful();
    return { hall, missed, known, locked: Promise.resolve() };
  }

  #beCareful(): void {
    this.#carefulUntilMs = performance.now() + carefulForMs;
  }

  /** The memory, and the lines of the log that it has not, or that nobody here was told yet. */
  async #upToDate(tx: Transaction, day: string): Promise<{ hall: Hall; missed: Entry[] }> {
    const known = this.#hall;
    if (known?.day === day) {
      // Nobody else writes into this process's own file.
      const missed =
        this.store.backend.name === 'sqlite'
          ? []
          : await known.missed((seq, limit) => missedEntries(tx, this.site.id, seq, limit));
      return { hall: known, missed };
    }
    const hall = await Hall.load(tx.db, this.site, day);
    this.#told ??= hall.seq;
    const untold = hall.seq - this.#told;
    return { hall, missed: untold > 0 ? await missedEntries(tx, this.site.id, this.#told, untold) : [] };
  }

  /** The log is that much longer; where another has lengthened it since it was read, nothing of this counts. */
  async #moveOn(tx: Transaction, hall: Hall, before: number): Promise<void> {
    const longer = { before, seq: hall.seq, body: hall.toKeep() };
    if (!(await this.store.backend.lengthen(tx, this.site.id, longer))) throw new Outrun();
  }

  #tell(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (this.#told !== undefined && entry.seq <= this.#told) continue;
      this.#told = entry.seq;
      for (const listener of this.#listeners) listener(entry);
    }
  }

  #current(): Hall | undefined {
    return this.#hall?.day === this.#dayOf(this.now()) && !this.#groups.isRunning ? this.#hall : undefined;
  }

  async #reload(): Promise<Hall> {
    await this.catchUp();
    return this.#hall ?? this.#reload();
  }

  #dayOf(at: Date): string {
    return businessDay(at, this.site.timeZone, this.site.dayStartsAtHour);
  }
}

/** What was decided after a group that the store did not take was decided on what never was. */
async function taken(isEarlierTaken: Promise<boolean>): Promise<true> {
  if (await isEarlierTaken) return true;
  throw new Outrun();
}
