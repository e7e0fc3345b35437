import {
  type Announcement,
  began,
  enqueue,
  next,
  silentQueue,
  type VoiceQueue,
  wakeAt,
} from '../../core/speech/queue.ts';
import type { Said, Spoken } from '../../core/speech/spoken.ts';

/** What the hall heard, and when. */
export interface Heard extends Announcement {
  readonly startedAt: number;
  readonly endedAt: number;
  /** The queue as the announcement left it. */
  readonly queue: VoiceQueue;
}

export interface Coming {
  readonly at: number;
  readonly spoken: Spoken;
}

export type LengthOf = (said: Said) => number;

/**
 * A zone with a loudspeaker and a clock of its own: asks for something to say whenever something comes and when it was
 * told to, `lateMs` late as timers are, until nothing is left.
 */
export function hallHears(coming: readonly Coming[], lengthOf: LengthOf, lateMs = 0): Heard[] {
  const heard: Heard[] = [];
  let queue = silentQueue;
  let now = 0;
  const ask = () => {
    const given = next(queue, now);
    queue = given.queue;
    if (!given.announcement) return;
    const endedAt = now + lengthOf(given.announcement.said);
    heard.push({ ...given.announcement, startedAt: now, endedAt, queue });
    queue = began(queue, endedAt);
  };
  const speakUntil = (end: number) => {
    for (let turn = 0; turn < 10_000; turn += 1) {
      const wake = wakeAt(queue);
      if (wake === undefined || Math.max(now, wake + lateMs) > end) return;
      now = Math.max(now, wake + lateMs);
      ask();
    }
    throw new Error('the voice never comes to rest');
  };
  for (const { at, spoken } of coming) {
    speakUntil(at);
    now = Math.max(now, at);
    queue = enqueue(queue, spoken, now);
    ask();
  }
  speakUntil(Number.POSITIVE_INFINITY);
  return heard;
}

let seq = 0;

export function call(number: string, counter = '1', isRecall = false): Spoken {
  seq += 1;
  const place = { kind: 'counter', number: counter } as const;
  return { seq, kind: 'call', counter, call: { number, place, language: 'vi', isRecall } };
}
export function missed(number: string): Spoken {
  seq += 1;
  return { seq, kind: 'missed', number, language: 'vi' };
}
export function over(number: string): Spoken {
  seq += 1;
  return { seq, kind: 'over', number };
}
export function closing(counter: string): Spoken {
  seq += 1;
  return { seq, kind: 'closing', counter, place: { kind: 'counter', number: counter } };
}

/** One line for each thing heard: `12.0 B001 again`. */
export function minutes(heard: readonly Heard[]): string[] {
  return heard.map(({ said, isRepeat, startedAt, hasTime }) => {
    const what = said.kind === 'call' ? said.call.number : said.kind === 'missed' ? said.number : said.counter;
    const how = [
      said.kind === 'call' && said.call.isRecall && 'recall',
      said.kind !== 'call' && said.kind,
      isRepeat && 'again',
      said.kind === 'missed' && hasTime && 'with time',
    ];
    return [(startedAt / 1000).toFixed(1), what, ...how.filter(Boolean)].join(' ');
  });
}
