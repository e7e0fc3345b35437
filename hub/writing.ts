import type { Kysely } from 'kysely';
import type { Change } from '../core/queue/change.ts';
import type { Queue } from '../core/queue/queue.ts';
import type { Turn } from '../core/queue/turn.ts';
import type { Hall } from './hall.ts';
import { Series } from './series.ts';
import { addRows, type Bulk } from './store/bulk.ts';
import type { Backend, Transaction } from './store/dialect.ts';
import { type By, type Entry, turnsInStore, writeEntries } from './store/log.ts';
import type { CommandTable, Tables, TicketRow } from './store/tables.ts';

const commandRows: Bulk<CommandTable> = {
  table: 'command',
  columns: { site: 'text', id: 'text', staff: 'text', request: 'text', answer: 'text', at: 'text' },
};

const ticketRows: Bulk<TicketRow> = {
  table: 'ticket',
  columns: {
    id: 'text',
    site: 'text',
    visit_id: 'text',
    source: 'text',
    service: 'text',
    day: 'text',
    series: 'text',
    sequence: 'integer',
    number: 'text',
    issuer: 'text',
    identity: 'text',
    holder: 'text',
    issued_at: 'text',
    taken_in_at: 'text',
  },
};

/** A write in progress, which all that were asked for at the same time share. */
export class Writing {
  readonly tx: Kysely<Tables>;
  readonly at: Date;
  /** The business day of `at`. */
  readonly day: string;
  readonly series: Series;
  readonly #site: string;
  readonly #hall: Hall;
  /** What was written here, in order. */
  readonly #entries: Entry[] = [];
  /** Commands that were answered before, and those that are here; these are kept with the transaction. */
  readonly #known: ReadonlyMap<string, CommandTable>;
  readonly #answered = new Map<string, CommandTable>();
  readonly #tickets: TicketRow[] = [];
  readonly #sent: Promise<unknown>[] = [];
  readonly #backend: Backend;
  readonly #transaction: Transaction;

  constructor(
    transaction: Transaction,
    { site, backend }: { readonly site: string; readonly backend: Backend },
    hall: Hall,
    at: Date,
    known: ReadonlyMap<string, CommandTable> = new Map(),
  ) {
    this.tx = transaction.db;
    this.#transaction = transaction;
    this.#backend = backend;
    this.at = at;
    this.day = hall.day;
    this.series = new Series(transaction, site);
    this.#site = site;
    this.#hall = hall;
    this.#known = known;
  }

  /** The queue with all that was recorded before, here and in what shares the transaction. */
  get queue(): Queue {
    return this.#hall.queue;
  }

  /** The last line of the log as of now. */
  get seq(): number {
    return this.#hall.seq;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Takes decided changes in: into `queue` at once, onto the disk with the commit. */
  record(changes: readonly Change[], by?: By): void {
    const { seq, day } = this.#hall;
    const at = this.at.toISOString();
    this.append(changes.map((change, n) => ({ seq: seq + 1 + n, day, at, change, by })));
  }

  /** The same for lines that another hub has written. */
  append(entries: readonly Entry[]): void {
    this.#hall.take(entries);
    this.#entries.push(...entries);
  }

  /** Adds rows at once: whatever is asked of the store after this finds them; nobody has to wait before the commit. */
  add<Row>(bulk: Bulk<Row>, rows: readonly Row[]): void {
    const added = addRows(this.#transaction, this.#backend, bulk, rows);
    added.catch(() => {});
    this.#sent.push(added);
  }

  /** Adds a ticket; it is in the store after `sendTickets`, or with the commit. */
  addTicket(row: TicketRow): void {
    this.#tickets.push(row);
  }

  sendTickets(): void {
    this.add(ticketRows, this.#tickets.splice(0));
  }

  /** Those of the commands that are here. */
  get answers(): ReadonlyMap<string, CommandTable> {
    return this.#answered;
  }

  answerTo(commandId: string): CommandTable | undefined {
    return this.#answered.get(commandId) ?? this.#known.get(commandId);
  }

  keepAnswer(command: CommandTable): void {
    this.#answered.set(command.id, command);
  }

  /** The steps of a visit in their order, also of one that is over or of another day; none where it is not known. */
  async turnsOf(ticketId: string): Promise<readonly Turn[]> {
    const inMemory = this.queue.turnsOf(ticketId);
    if (inMemory.length > 0) return inMemory;
    const turns = new Map((await turnsInStore(this.tx, this.#site, ticketId)).map((turn) => [turn.id, turn]));
    // What this transaction has recorded is written at its end.
    for (const { change } of this.#entries)
      if (change.kind === 'turn' && change.turn.ticketId === ticketId) turns.set(change.turn.id, change.turn);
    return [...turns.values()].sort((one, other) => one.step - other.step);
  }

  /** Writes everything that has come together; all of it has left before this returns, in the order in which it is here. */
  async save(): Promise<void> {
    this.sendTickets();
    this.add(commandRows, [...this.#answered.values()]);
    await Promise.all([
      ...this.#sent,
      this.series.save(this.#backend),
      writeEntries(this.#transaction, this.#backend, this.#site, this.#entries),
    ]);
  }
}
