import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Change, counterStateSchema, tallySchema } from '../core/queue/change.ts';
import { Queue } from '../core/queue/queue.ts';
import { type Turn, turnSchema } from '../core/queue/turn.ts';
import type { Site } from '../core/settings.ts';
import type { Entry } from './store/log.ts';
import type { Tables } from './store/tables.ts';

/** How many of the last finished turns the screens are shown. */
const recentKept = 20;

const kept = z.object({ day: z.string(), tallies: z.array(tallySchema), counters: z.array(counterStateSchema) });
type Kept = z.infer<typeof kept>;

/** What a site's queue is on one business day, in memory: as the log has it up to `seq`. */
export class Hall {
  readonly queue: Queue;
  readonly day: string;
  seq: number;
  /** Something was taken in that the store did not take. */
  isSpoilt = false;
  readonly #finished = new Map<string, number>();
  readonly #carriesOver: boolean;
  #recent: Turn[] = [];

  constructor(site: Site, day: string, seq: number) {
    this.day = day;
    this.seq = seq;
    this.queue = new Queue(site);
    this.#carriesOver = site.queue.carriesOver;
  }

  /** The last finished turns, oldest first. */
  get recent(): readonly Turn[] {
    return this.#recent;
  }

  /** How many turns each counter has finished today. */
  get finished(): ReadonlyMap<string, number> {
    return this.#finished;
  }

  /**
   * Takes in the next lines of the log, each once; a ticket of another day is kept in the store, and calls nobody.
   */
  take(entries: readonly Entry[]): void {
    const news = entries.filter(({ seq }) => seq > this.seq);
    for (const done of commandsAmong(news)) this.#takeOne(done);
    this.seq = news.at(-1)?.seq ?? this.seq;
  }

  /** Lines that were written together: all of one command, or one that nobody commanded. */
  #takeOne(done: readonly [Entry, ...Entry[]]): void {
    const [{ by, at }] = done;
    const changes = done
      .map(({ change }) => change)
      .filter((change) => isAboutDay(change, this.day, this.#carriesOver));
    if (by) this.queue.applyCommand(changes, { ...by, atMs: Date.parse(at) });
    else for (const change of changes) this.queue.apply(change);
    for (const change of changes) if (change.kind === 'turn') this.#count(change.turn, change.before);
  }

  #count(turn: Turn, before: Turn | undefined): void {
    if (before?.state === 'finished') this.#note(before, -1);
    if (turn.state === 'finished') this.#note(turn, 1);
  }

  #note(turn: Turn, by: 1 | -1): void {
    const { id, counter = '' } = turn;
    this.#finished.set(counter, (this.#finished.get(counter) ?? 0) + by);
    this.#recent = this.#recent.filter((one) => one.id !== id);
    if (by === 1) this.#recent = [...this.#recent, turn].slice(-recentKept);
  }

  /** What no turn says, to be kept beside the log. */
  toKeep(): string {
    const { queue, day } = this;
    return JSON.stringify({ day, tallies: [...queue.tallies()], counters: [...queue.counterStates()] } satisfies Kept);
  }

  static async load(tx: Kysely<Tables>, site: Site, day: string): Promise<Hall> {
    const state = await tx.selectFrom('site_state').selectAll().where('site', '=', site.id).executeTakeFirst();
    const hall = new Hall(site, day, Number(state?.seq ?? 0));
    if (state) hall.#recall(kept.parse(JSON.parse(state.body)));
    for (const turn of await openTurns(tx, site, day)) hall.queue.put(turn);
    const counts = await tx
      .selectFrom('turn')
      .select(['counter', ({ fn }) => fn.countAll<number>().as('count')])
      .where('site', '=', site.id)
      .where('day', '=', day)
      .where('state', '=', 'finished')
      .groupBy('counter')
      .execute();
    for (const { counter, count } of counts) hall.#finished.set(counter ?? '', Number(count));
    hall.#recent = await lastFinished(tx, site.id, day);
    return hall;
  }

  #recall({ day, tallies, counters }: Kept): void {
    if (day !== this.day) return;
    for (const tally of tallies) this.queue.putTally(tally);
    for (const state of counters) this.queue.putState(state);
  }

  /** What other processes have added to the log; it is not taken in yet. */
  async missed(after: (seq: number, limit: number) => Promise<Entry[]>): Promise<Entry[]> {
    const all: Entry[] = [];
    for (;;) {
      const entries = await after(all.at(-1)?.seq ?? this.seq, 1_000);
      all.push(...entries);
      if (entries.length < 1_000) return all;
    }
  }
}

/** Whether a change is news on this day; a ticket of another day is kept in the store, and shown nowhere. */
export function isAboutDay(change: Change, day: string, carriesOver: boolean): boolean {
  if (change.kind === 'counter' || change.turn.day === day) return true;
  return carriesOver && change.turn.day < day;
}

/** The lines, those of one command together. */
function commandsAmong(entries: readonly Entry[]): [Entry, ...Entry[]][] {
  const all: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = all.at(-1);
    if (last && entry.by && last[0].by?.commandId === entry.by.commandId) last.push(entry);
    else all.push([entry]);
  }
  return all;
}

/** Every turn of the visits that are still under way. Yesterday's are over, unless the site never closes. */
async function openTurns(tx: Kysely<Tables>, { id: site, queue }: Site, day: string): Promise<Turn[]> {
  const from = queue.carriesOver ? '<=' : '=';
  const rows = await tx
    .selectFrom('turn')
    .select('body')
    .where('site', '=', site)
    .where('day', from, day)
    .where('ticket_id', 'in', (visits) =>
      visits
        .selectFrom('turn')
        .select('ticket_id')
        .where('site', '=', site)
        .where('day', from, day)
        .where('state', 'not in', ['finished', 'cancelled']),
    )
    .execute();
  return rows.map(({ body }) => turnSchema.parse(JSON.parse(body)));
}

async function lastFinished(tx: Kysely<Tables>, site: string, day: string): Promise<Turn[]> {
  const rows = await tx
    .selectFrom('turn')
    .select('body')
    .where('site', '=', site)
    .where('day', '=', day)
    .where('state', '=', 'finished')
    .orderBy('finished_at', 'desc')
    .limit(recentKept)
    .execute();
  return rows.map(({ body }) => turnSchema.parse(JSON.parse(body))).reverse();
}
