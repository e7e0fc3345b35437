import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APART_MS, STALE_MS } from '../../core/speech/queue.ts';
import { numberOf, type Said, type Spoken } from '../../core/speech/spoken.ts';
import { type Coming, type Heard, hallHears } from './zone.ts';

const LATE_MS = 30;
const numbers = Array.from({ length: 40 }, (_, index) => `B${String(index).padStart(3, '0')}`);
const place = { kind: 'counter', number: '1' } as const;

const event = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9000 })),
  kind: fc.constantFrom('first', 'first', 'first', 'recall', 'missed', 'closing', 'over'),
  number: fc.constantFrom(...numbers),
  counter: fc.integer({ min: 1, max: 6 }).map(String),
});
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** A day at a zone: each number is called first once, by the first of its events; the rest is what staff do to it. */
const day = fc.array(event, { maxLength: 60 }).map((events): Coming[] => {
  let at = 0;
  const called = new Set<string>();
  return events.map((one, index) => {
    at += one.afterMs;
    const isFirst = one.kind !== 'closing' && !called.has(one.number);
    if (isFirst) called.add(one.number);
    return { at, spoken: spokenOf(one, index + 1, isFirst) };
  });
});
/** From a clip bank that is empty to a long sentence in two languages. */
const length = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 7, maxLength: 7 });
const lengths = (table: readonly number[]) => (said: Said) => table[said.seq % table.length] ?? 0;

describe('whatever comes in whatever order, the voice of a zone', () => {
  it('never says two things at once, and keeps calls of different counters apart', () => {
    always((heard) => {
      for (const [before, after] of pairs(heard)) {
        expect(after.startedAt).toBeGreaterThanOrEqual(before.endedAt);
        if (counterOf(after) !== counterOf(before)) {
          expect(after.startedAt - before.startedAt).toBeGreaterThanOrEqual(APART_MS);
        }
      }
    });
  });

  it('says every first call that still holds exactly once, in the order of coming', () => {
    always((heard, coming) => {
      const said = heard.filter(({ said, isRepeat }) => isFirst(said) && !isRepeat).map(({ said }) => said.seq);
      expect(said).toEqual([...said].sort((a, b) => a - b));
      expect(new Set(said).size).toBe(said.length);
      const owed = coming.filter(({ spoken }, index) => isFirst(spoken) && holds(spoken, coming.slice(index + 1)));
      expect(said).toEqual(expect.arrayContaining(owed.map(({ spoken }) => spoken.seq)));
    });
  });

  it('says a first call twice at most, and never a second time while another waits', () => {
    always((heard) => {
      const second = heard.filter(({ isRepeat }) => isRepeat);
      expect(new Set(second.map(({ said }) => said.seq)).size).toBe(second.length);
      for (const { said, queue } of second) {
        expect(isFirst(said)).toBe(true);
        expect(queue.line).toEqual([]);
      }
    });
  });

  it('says nothing stale but what is owed, and never has more than three second sayings to go', () => {
    always((heard, coming) => {
      const cameAt = new Map(coming.map(({ spoken, at }) => [spoken.seq, at]));
      for (const { said, isRepeat, startedAt, queue } of heard) {
        expect(queue.repeats.length).toBeLessThanOrEqual(3);
        const first = heard.find((one) => one.said.seq === said.seq && !one.isRepeat);
        if (isRepeat) expect(startedAt - (first?.endedAt ?? 0)).toBeLessThanOrEqual(STALE_MS);
        const isRecall = said.kind === 'call' && said.call.isRecall;
        if (isRecall && wasCalled(said, coming, heard)) {
          expect(startedAt - (cameAt.get(said.seq) ?? 0)).toBeLessThanOrEqual(STALE_MS);
        }
      }
    });
  });

  it('says nothing of a number once it is over', () => {
    always((heard, coming) => {
      for (const { at, spoken } of coming.filter(({ spoken }) => spoken.kind === 'over')) {
        const later = heard.filter(({ said, startedAt }) => said.seq < spoken.seq && startedAt > at);
        expect(later.map(({ said }) => numberOf(said))).not.toContain(numberOf(spoken));
      }
    });
  });

  it('leaves no silence while a call waits', () => {
    always((heard, coming) => {
      for (const [before, after] of pairs(heard)) {
        const came = coming.find(({ spoken }) => spoken.seq === after.said.seq)?.at ?? 0;
        if (after.isRepeat || came > before.endedAt) continue;
        const due = Math.max(before.endedAt, before.startedAt + APART_MS);
        expect(after.startedAt).toBeLessThanOrEqual(due + LATE_MS);
      }
    });
  });

  it('hears a feed that repeats itself as if it had not', () => {
    fc.assert(
      fc.property(day, length, fc.array(fc.nat(), { maxLength: 30 }), (coming, table, again) => {
        const plain = hallHears(coming, lengths(table));
        const replayed = again.reduce<Coming[]>((feed, at) => replay(feed, at), [...coming]);
        const same = ({ said, startedAt, isRepeat }: Heard) => [said.seq, startedAt, isRepeat];
        expect(hallHears(replayed, lengths(table)).map(same)).toEqual(plain.map(same));
      }),
      { numRuns: 200 },
    );
  });
});

function always(check: (heard: readonly Heard[], coming: readonly Coming[]) => void): void {
  fc.assert(
    fc.property(day, length, (coming, table) => check(hallHears(coming, lengths(table), LATE_MS), coming)),
    { numRuns: 300 },
  );
}

/** Puts in, just after the event at `at`, one that came earlier. */
function replay(feed: readonly Coming[], at: number): Coming[] {
  const index = feed.length === 0 ? 0 : at % feed.length;
  const earlier = feed[Math.floor(index / 2)];
  const when = feed[index]?.at ?? 0;
  return earlier ? feed.toSpliced(index + 1, 0, { at: when, spoken: earlier.spoken }) : [...feed];
}

function spokenOf({ kind, number, counter }: Event, seq: number, isFirst: boolean): Spoken {
  if (kind === 'closing') return { seq, kind, counter, place };
  if (isFirst) return { seq, kind: 'call', counter, call: { number, place, language: 'vi', isRecall: false } };
  if (kind === 'over') return { seq, kind, number };
  if (kind === 'missed') return { seq, kind, number, language: 'vi' };
  return { seq, kind: 'call', counter, call: { number, place, language: 'vi', isRecall: true } };
}

/** Nothing came after it that says something else of its number; a recall says the same. */
function holds(first: Spoken, later: readonly Coming[]): boolean {
  const about = later.filter(({ spoken }) => numberOf(spoken) === numberOf(first));
  return about.every(({ spoken }) => spoken.kind === 'call');
}

/** Whether its number's first call was said before it came, so that the recall itself is not owed to anybody. */
function wasCalled(recall: Said, coming: readonly Coming[], heard: readonly Heard[]): boolean {
  const first = coming.find(({ spoken }) => isFirst(spoken) && numberOf(spoken) === numberOf(recall));
  const cameAt = coming.find(({ spoken }) => spoken.seq === recall.seq)?.at ?? 0;
  return heard.some(({ said, startedAt }) => said.seq === first?.spoken.seq && startedAt < cameAt);
}

function pairs(heard: readonly Heard[]): [Heard, Heard][] {
  return heard.slice(1).map((after, index) => [heard[index] as Heard, after]);
}

const isFirst = (spoken: Spoken) => spoken.kind === 'call' && !spoken.call.isRecall;
const counterOf = ({ said }: Heard) => (said.kind === 'missed' ? undefined : said.counter);
