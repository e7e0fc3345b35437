import type { FeedEvent } from '../core/contract/hub.ts';
import type { Site } from '../core/settings.ts';
import { businessDay } from '../core/ticket.ts';
import { type CaughtUp, catchUp, replayAtMost, shows, told, type View } from './catch-up.ts';
import type { Store } from './store/open.ts';
import type { Change } from './store/tickets.ts';

export interface Watch {
  readonly view: View;
  /** The last `seq` that the watcher saw. */
  readonly after: number | undefined;
  readonly stop: AbortSignal | undefined;
}

export interface Feed {
  /** What was missed, then every change as it is committed, and a beat while nothing else is said. */
  watch(watch: Watch): AsyncGenerator<FeedEvent, void>;
  /** How many boards watch: they need no sign-in, so somebody has to count them. */
  boards(): number;
  close(): void;
}

/** A watcher's own short memory: what has happened since it was last told. */
interface Watcher {
  readonly view: View;
  readonly changes: Change[];
  /** More happened than is kept: only a snapshot helps. */
  isBehind: boolean;
  isBeatDue: boolean;
  ring: () => void;
}

export interface Rhythm {
  readonly now: () => Date;
  readonly beatEveryMs: number;
}

/** The live feed of a site. A slow watcher costs no more memory than `replayAtMost` changes. */
export function openFeed(store: Store, site: Site, { now, beatEveryMs }: Rhythm): Feed {
  const watchers = new Set<Watcher>();
  const closing = new AbortController();
  const dayOf = (at: Date) => businessDay(at, site.timeZone, site.dayStartsAtHour);

  store.onChange((change) => {
    for (const watcher of watchers) remember(watcher, change);
  });

  async function* watch({ view, after, stop }: Watch): AsyncGenerator<FeedEvent, void> {
    const ended = AbortSignal.any([closing.signal, ...(stop ? [stop] : [])]);
    // Listens before it reads, so that nothing falls between; what is heard twice is told once, by its seq.
    const watcher = join(view, ended);
    const beats = setInterval(() => beat(watcher), beatEveryMs);
    try {
      let today = dayOf(now());
      let { seq, events } = await missedBy(view, after, today);
      yield* events;
      while (!ended.aborted) {
        if (watcher.isBehind || dayOf(now()) !== today) {
          forget(watcher);
          today = dayOf(now());
          ({ seq, events } = await missedBy(view, undefined, today));
          yield* events;
        }
        const change = watcher.changes.shift();
        if (change && change.seq > seq) {
          seq = change.seq;
          if (change.day === today && shows(view, change)) yield told(change);
        } else if (watcher.isBeatDue) {
          watcher.isBeatDue = false;
          yield { type: 'beat' };
        } else if (!change) await nextRing(watcher);
      }
    } finally {
      clearInterval(beats);
      watchers.delete(watcher);
    }
  }

  function missedBy(view: View, after: number | undefined, today: string): Promise<CaughtUp> {
    return catchUp(store, { view, after, today, dayOf: (instant) => dayOf(new Date(instant)) });
  }

  function join(view: View, ended: AbortSignal): Watcher {
    const watcher: Watcher = { view, changes: [], isBehind: false, isBeatDue: false, ring: () => {} };
    ended.addEventListener('abort', () => watcher.ring(), { once: true });
    watchers.add(watcher);
    return watcher;
  }

  return {
    watch,
    boards: () => [...watchers].filter(({ view }) => view === 'board').length,
    close: () => closing.abort(),
  };
}

function remember(watcher: Watcher, change: Change): void {
  if (watcher.changes.length < replayAtMost) watcher.changes.push(change);
  else watcher.isBehind = true;
  watcher.ring();
}

function forget(watcher: Watcher): void {
  watcher.changes.length = 0;
  watcher.isBehind = false;
}

function beat(watcher: Watcher): void {
  watcher.isBeatDue = true;
  watcher.ring();
}

function nextRing(watcher: Watcher): Promise<void> {
  return new Promise((resolve) => {
    watcher.ring = resolve;
  });
}
