import { numberOf, type Said, type Spoken } from './spoken.ts';

/** One thing waiting to be said. Instants are milliseconds of one steady clock, here and below. */
interface Waiting {
  readonly said: Said;
  readonly heardAt: number;
  /** A first call, or what stands in for one that was not said yet: it is never dropped. */
  readonly isSure: boolean;
}

/** A first call's second saying. */
interface Repeat {
  readonly said: Said;
  readonly firstEndedAt: number;
}

interface Saying {
  readonly said: Said;
  readonly startedAt: number;
  /** Unknown until the player has it. */
  readonly endsAt: number | undefined;
  readonly mayRepeat: boolean;
}

/** All that the voice of one zone has to say and is saying. One thing is said at a time. */
export interface VoiceQueue {
  readonly line: readonly Waiting[];
  readonly repeats: readonly Repeat[];
  readonly saying: Saying | undefined;
  readonly lastStart: { readonly counter: string | undefined; readonly at: number } | undefined;
  /** What was heard of the feed last, so that a replay of it is not said again. */
  readonly heard: readonly string[];
}

/** What to say now: the chime goes before all but a second saying. */
export interface Announcement {
  readonly said: Said;
  readonly isRepeat: boolean;
  /** Nobody waits to be called after it. */
  readonly hasTime: boolean;
}

export const silentQueue: VoiceQueue = { line: [], repeats: [], saying: undefined, lastStart: undefined, heard: [] };

/** From the end of a call to its second saying. */
export const REPEAT_AFTER_MS = 1200;
/** What is not a first call is not worth saying later than this. */
export const STALE_MS = 20_000;
/** Calls of different counters begin at least so far apart. */
export const APART_MS = 1500;
const REPEATS_AT_MOST = 3;
const HEARD_AT_MOST = 500;

/** Takes in one thing of the feed; what was taken in before changes nothing. */
export function enqueue(before: VoiceQueue, spoken: Spoken, now: number): VoiceQueue {
  const key = `${spoken.seq} ${spoken.kind} ${aboutOf(spoken)}`;
  if (before.heard.includes(key)) return before;
  const queue = { ...settled(before, now), heard: [...before.heard, key].slice(-HEARD_AT_MOST) };
  const { rest, replaced } = without(queue, spoken);
  if (spoken.kind === 'over') return rest;
  const unsaid = replaced.find(({ isSure }) => isSure);
  if (isRecall(spoken) && unsaid?.said.kind === 'call') return { ...queue, repeats: rest.repeats };
  const isSure = isFirstCall(spoken) || unsaid !== undefined;
  return { ...rest, line: [...rest.line, { said: spoken, heardAt: now, isSure }] };
}

/** What is to be said now, if anything; `began` must follow before there is more. */
export function next(before: VoiceQueue, now: number): { queue: VoiceQueue; announcement: Announcement | undefined } {
  const queue = settled(before, now);
  const [first, ...line] = queue.line;
  const [repeat, ...repeats] = queue.repeats;
  const said = first?.said ?? (repeat && repeat.firstEndedAt + REPEAT_AFTER_MS <= now ? repeat.said : undefined);
  if (queue.saying || !said || earliestStart(queue, said) > now) return { queue, announcement: undefined };
  const isRepeat = first === undefined;
  return {
    queue: {
      ...queue,
      ...(isRepeat ? { repeats } : { line }),
      saying: { said, startedAt: now, endsAt: undefined, mayRepeat: isFirstCall(said) && !isRepeat },
      lastStart: { counter: counterOf(said), at: now },
    },
    announcement: { said, isRepeat, hasTime: line.length === 0 },
  };
}

/** The player has what `next` gave; it ends at `endsAt`. */
export function began(queue: VoiceQueue, endsAt: number): VoiceQueue {
  return queue.saying ? { ...queue, saying: { ...queue.saying, endsAt } } : queue;
}

/** When to ask `next` again, at once where it is past; `undefined` while nothing waits, or while `began` is awaited. */
export function wakeAt(queue: VoiceQueue): number | undefined {
  if (queue.saying) return queue.saying.endsAt;
  const [first] = queue.line;
  const [repeat] = queue.repeats;
  if (first) return earliestStart(queue, first.said);
  return repeat && Math.max(repeat.firstEndedAt + REPEAT_AFTER_MS, earliestStart(queue, repeat.said));
}

/** The queue as it stands at `now`: what has been said is over, what is stale is gone. */
function settled(queue: VoiceQueue, now: number): VoiceQueue {
  const { saying } = queue;
  const hasEnded = saying?.endsAt !== undefined && saying.endsAt <= now;
  const firstEndedAt = saying?.endsAt ?? now;
  // Where somebody already waits to be called, once must do.
  const again = hasEnded && saying.mayRepeat && queue.line.length === 0 ? [{ said: saying.said, firstEndedAt }] : [];
  return {
    ...queue,
    saying: hasEnded ? undefined : saying,
    line: queue.line.filter(({ isSure, heardAt }) => isSure || now - heardAt <= STALE_MS),
    repeats: [...queue.repeats, ...again]
      .filter((repeat) => now - repeat.firstEndedAt <= STALE_MS)
      .slice(-REPEATS_AT_MOST),
  };
}

/** Without all that waits to be said of the same number, or of the same counter's closing. */
function without(queue: VoiceQueue, spoken: Spoken): { rest: VoiceQueue; replaced: readonly Waiting[] } {
  const isSame = (said: Said) => aboutOf(said) === aboutOf(spoken);
  const { line, repeats, saying } = queue;
  return {
    rest: {
      ...queue,
      line: line.filter(({ said }) => !isSame(said)),
      repeats: repeats.filter(({ said }) => !isSame(said)),
      saying: saying && isSame(saying.said) ? { ...saying, mayRepeat: false } : saying,
    },
    replaced: line.filter(({ said }) => isSame(said)),
  };
}

function aboutOf(spoken: Spoken): string {
  return spoken.kind === 'closing' ? `counter ${spoken.counter}` : `number ${numberOf(spoken)}`;
}

/** Different counters are kept apart; one counter never calls itself down. */
function earliestStart({ lastStart }: VoiceQueue, said: Said): number {
  if (!lastStart || lastStart.counter === counterOf(said)) return Number.NEGATIVE_INFINITY;
  return lastStart.at + APART_MS;
}

const counterOf = (said: Said) => (said.kind === 'missed' ? undefined : said.counter);
const isRecall = (spoken: Spoken) => spoken.kind === 'call' && spoken.call.isRecall;
const isFirstCall = (spoken: Spoken) => spoken.kind === 'call' && !spoken.call.isRecall;
