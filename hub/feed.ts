import { type BoardFeedEvent, type CounterFeedEvent, type FeedQuery, feedClosed } from '../core/contract/feed.ts';
import type { Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { type Audience, boardSnapshot, counterSnapshot, toldToBoards, toldToCounters } from './feed-events.ts';
import { isAboutDay } from './hall.ts';
import type { Ledger } from './ledger.ts';
import { type Entry, entriesAfter } from './store/log.ts';

/** A screen that listens. `send` takes one frame; false where it has not taken the last ones, and is let go. */
export interface Watcher {
  send(frame: Buffer): boolean;
  close(code: number): void;
  /** Whether whoever watches still may; asked with each beat. */
  mayStay(): Promise<boolean>;
}

/** Beyond this many changes a snapshot is shorter than the replay. */
export const replayAtMost = 500;

/** One line of the log as it goes out: made once, sent to all. */
interface Told {
  readonly seq: number;
  readonly day: string;
  /** Nothing where it is about another day. */
  readonly toCounters: Buffer | undefined;
  /** Nothing either where it is not public. */
  readonly toBoards: Buffer | undefined;
  /** The counters that it is about; a board of another hall does not hear it. */
  readonly about: readonly string[];
}

/** The live feed of one site: what was missed, then every line of the log as it is committed, and a beat. */
export class Feed {
  readonly #watchers = new Map<Watcher, FeedQuery>();
  readonly #ledger: Ledger;
  readonly #beats: NodeJS.Timeout;
  /** The counters of each zone. */
  readonly #audiences = new Map<string, ReadonlySet<string>>();
  #past: Told[] = [];
  #day: string;

  constructor(ledger: Ledger, beatEveryMs: number) {
    this.#ledger = ledger;
    this.#day = this.#today();
    ledger.onEntry((entry) => this.#tell(entry));
    this.#beats = setInterval(() => void this.#beat().catch(() => {}), beatEveryMs);
  }

  /** Reads the end of the log, so that a screen misses nothing though the hub was started again. */
  async recall(): Promise<void> {
    const { store, site } = this.#ledger;
    const seq = await this.#ledger.look((hall) => hall.seq);
    const past = await store.db
      .transaction()
      .execute((tx) => entriesAfter(tx, site.id, seq - replayAtMost, replayAtMost));
    const known = this.#past[0]?.seq ?? Number.POSITIVE_INFINITY;
    this.#past = [
      ...past.filter((entry) => entry.seq < known).map((entry) => toldOf(entry, site)),
      ...this.#past,
    ].slice(-replayAtMost);
  }

  /** Begins to tell a watcher; it hears of everything after what it is told here. */
  async join(watcher: Watcher, query: FeedQuery): Promise<void> {
    // Another process may have told it more than this one has heard of yet.
    if (query.after !== undefined && query.after > (await this.#ledger.look(({ seq }) => seq)))
      await this.#ledger.catchUp();
    await this.#ledger.look((hall) => {
      const missed = query.after === undefined ? undefined : this.#missed(query.after, hall.seq);
      const frames = missed?.map((told) => frameFor(told, query, this.#audienceOf(query))) ?? [
        frameOf(
          query.view === 'board'
            ? boardSnapshot(hall, this.#audienceOf(query), this.#ledger)
            : counterSnapshot(hall, query, this.#ledger),
        ),
      ];
      for (const frame of frames) if (frame) watcher.send(frame);
      // By the hub's clock in it a screen knows which of what it missed is still of now.
      if (missed) watcher.send(frameOf({ type: 'beat', at: this.#ledger.now().toISOString() }));
      this.#watchers.set(watcher, query);
    });
  }

  leave(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  watching(view: FeedQuery['view']): number {
    let count = 0;
    for (const query of this.#watchers.values()) if (query.view === view) count++;
    return count;
  }

  close(): void {
    clearInterval(this.#beats);
    for (const watcher of this.#watchers.keys()) watcher.close(feedClosed.stopping);
    this.#watchers.clear();
  }

  #tell(entry: Entry): void {
    const told = toldOf(entry, this.#ledger.site);
    this.#past.push(told);
    if (this.#past.length > 2 * replayAtMost) this.#past = this.#past.slice(-replayAtMost);
    for (const [watcher, query] of this.#watchers) {
      const frame = frameFor(told, query, this.#audienceOf(query));
      if (frame) this.#send(watcher, frame);
    }
  }

  #send(watcher: Watcher, frame: Buffer): void {
    if (watcher.send(frame)) return;
    this.#watchers.delete(watcher);
    watcher.close(feedClosed.behind);
  }

  /** What came after `after`; nothing where that is too long ago, of another day, or ahead of the log. */
  #missed(after: number, seq: number): Told[] | undefined {
    if (after > seq) return undefined;
    if (after === seq) return this.#past.at(-1)?.day === this.#today() ? [] : undefined;
    const missed = this.#past.filter((told) => told.seq > after && told.seq <= seq);
    const isWhole = missed.length === seq - after && missed.length <= replayAtMost;
    return isWhole && missed.every(({ day }) => day === this.#today()) ? missed : undefined;
  }

  async #beat(): Promise<void> {
    for (const watcher of this.#watchers.keys())
      if (!(await watcher.mayStay())) {
        this.#watchers.delete(watcher);
        watcher.close(feedClosed.signInFirst);
      }
    await this.#ledger.look((hall) => {
      const at = this.#ledger.now().toISOString();
      const waiting = Object.fromEntries(this.#ledger.site.services.map(({ id }) => [id, hall.queue.waitingCount(id)]));
      const beat = frameOf({ type: 'beat', at, waiting });
      const isNewDay = hall.day !== this.#day;
      this.#day = hall.day;
      for (const [watcher, query] of this.#watchers) {
        const { view } = query;
        if (!isNewDay) this.#send(watcher, beat);
        else if (view === 'board')
          this.#send(watcher, frameOf(boardSnapshot(hall, this.#audienceOf(query), this.#ledger)));
        else this.#send(watcher, frameOf(counterSnapshot(hall, query, this.#ledger)));
      }
    });
  }

  #audienceOf({ zone }: FeedQuery): Audience {
    if (zone === undefined) return undefined;
    const known = this.#audiences.get(zone);
    if (known) return known;
    const { counters, queue } = this.#ledger.site;
    const here = counters.filter((one) => (one.zone ?? queue.zones[0]?.id) === zone);
    const audience = new Set(here.map(({ id }) => id));
    if (queue.zones.some(({ id }) => id === zone)) this.#audiences.set(zone, audience);
    return audience;
  }

  #today(): string {
    const { site, now } = this.#ledger;
    return businessDay(now(), site.timeZone, site.dayStartsAtHour);
  }
}

function toldOf(entry: Entry, { queue }: Site): Told {
  const isNews = isAboutDay(entry.change, entry.day, queue.carriesOver);
  const toBoards = isNews ? toldToBoards(entry) : undefined;
  return {
    seq: entry.seq,
    day: entry.day,
    toCounters: isNews ? frameOf(toldToCounters(entry)) : undefined,
    toBoards: toBoards && frameOf(toBoards),
    about: aboutOf(entry),
  };
}

function aboutOf({ change }: Entry): string[] {
  if (change.kind === 'counter') return [change.state.counter];
  return [change.turn.counter, change.before?.counter].filter((counter) => counter !== undefined);
}

function frameFor(told: Told, { view }: FeedQuery, audience: Audience): Buffer | undefined {
  if (view === 'counter') return told.toCounters;
  if (audience && !told.about.some((counter) => audience.has(counter))) return undefined;
  return told.toBoards;
}

function frameOf(event: CounterFeedEvent | BoardFeedEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}
