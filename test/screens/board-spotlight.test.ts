import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRESH_MS } from '../../renderer/board/news.ts';
import { PLACES, SHOWN_MS } from '../../renderer/board/spotlight.ts';
import { counters, HallInHand } from './board-hall.ts';

const hall = () => new HallInHand();

describe('the cards of the board', () => {
  it('show a call at once, and for eight seconds', () => {
    const board = hall();
    board.call('B001');
    expect(board.lit).toEqual(['B001']);
    expect(board.pass(SHOWN_MS - 1).lit).toEqual(['B001']);
    expect(board.pass(1).lit).toEqual([]);
  });

  it('show up to three that collide, and the fourth when a place is free', () => {
    const board = hall();
    for (const number of ['B001', 'A001', 'H001', 'K001']) {
      board.call(number);
      board.pass(1_000);
    }
    expect(board.lit).toEqual(['B001', 'A001', 'H001']);
    expect(board.pass(SHOWN_MS - 4_000).lit).toEqual(['A001', 'H001', 'K001']);
  });

  it('are all up within 24 s where twelve counters call at once', () => {
    const board = hall();
    const shown = new Set<string>();
    board.look = () => {
      for (const number of board.lit) shown.add(number);
    };
    for (let number = 100; number < 112; number++) board.call(`B${number}`, counters[number % 5]);
    board.pass(24_000);
    expect(shown.size).toBe(12);
  });

  it('call a number again where it is, for its whole time', () => {
    const board = hall();
    board.call('B001');
    board.call('A001');
    board.pass(6_000).change('recalled', 'B001');
    expect(board.lit).toEqual(['B001', 'A001']);
    expect(board.pass(2_000).lit).toEqual(['B001']);
    expect(board.board.light.lit[0]?.call.isRecall).toBe(true);
    expect(board.pass(5_999).lit).toEqual(['B001']);
    expect(board.pass(1).lit).toEqual([]);
  });

  it('call again what was up before', () => {
    const board = hall();
    board.call('B001');
    board.pass(60_000).change('recalled', 'B001');
    expect(board.lit).toEqual(['B001']);
  });

  it('show once what is called again before it was up', () => {
    const board = hall();
    for (const number of ['B001', 'A001', 'H001', 'K001']) board.call(number);
    board.change('recalled', 'K001');
    board.pass(SHOWN_MS);
    expect(board.board.light).toMatchObject({ lit: [{ call: { number: 'K001', isRecall: false } }], line: [] });
  });

  it.each(['arrived', 'finished', 'missed', 'cancelled'] as const)('keep for its time a call that is %s', (change) => {
    const board = hall();
    board.call('B001');
    board.pass(1_000).change(change, 'B001');
    expect(board.pass(SHOWN_MS - 1_001).lit).toEqual(['B001']);
    expect(board.pass(1).lit).toEqual([]);
  });

  it('take a call off at once that is taken back, up or in line', () => {
    const board = hall();
    for (const number of ['B001', 'A001', 'H001', 'K001', 'K002']) board.call(number);
    board.change('undone', 'A001');
    expect(board.lit).toEqual(['B001', 'H001', 'K001']);
    board.change('undone', 'K002');
    expect(board.pass(SHOWN_MS).lit).toEqual([]);
  });

  it('keep a call of which only the reminder was taken back', () => {
    const board = hall();
    board.call('B001');
    board.change('recalled', 'B001');
    board.change('undone', 'B001', 'quay-3', { state: 'called' });
    expect(board.lit).toEqual(['B001']);
  });

  it('do not send to two counters: a later call takes the place of an earlier one, one elsewhere removes it', () => {
    const board = hall();
    board.call('B001', 'quay-3');
    board.call('B001', 'quay-5');
    expect(board.board.light.lit.map(({ call }) => call.counter)).toEqual(['quay-5']);
    board.call('B001', 'phong-205');
    expect(board.lit).toEqual([]);
  });
});

type Step = { readonly kind: string; readonly of: number; readonly ms: number };
const kinds = ['call', 'call', 'call', 'recall', 'finish', 'miss', 'undo', 'pass', 'pass', 'beat', 'cut', 'mend'];
const steps = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), of: fc.nat(30), ms: fc.nat(12_000) }) as fc.Arbitrary<Step>,
  { minLength: 5, maxLength: 80 },
);

/** Plays any day, and notes of each call when it was up, and whether it was to be. */
function play(day: readonly Step[]) {
  const board = hall();
  const up = new Map<number, { from: number; to: number; number: string }>();
  const made: { seq: number; number: string; age: () => number; isNew: boolean }[] = [];
  const over = new Map<string, number>();
  let crowd = 0;
  board.look = () => {
    crowd = Math.max(crowd, board.lit.length);
    expect(new Set(board.lit).size).toBe(board.lit.length);
    for (const { call } of board.board.light.lit) {
      const { number } = call;
      up.set(call.seq, { from: up.get(call.seq)?.from ?? board.now, to: board.now, number });
    }
  };
  let next = 100;
  let cutAt: number | undefined;
  const heardAt = new Map<number, { called: number; heard: number }>();
  const waiting: { seq: number; called: number }[] = [];
  const note = (number: string, isNew: boolean, seq: number) => {
    made.push({ seq, number, age: () => (heardAt.get(seq)?.heard ?? 0) - (heardAt.get(seq)?.called ?? 0), isNew });
    if (cutAt === undefined) heardAt.set(seq, { called: board.now, heard: board.now });
    else waiting.push({ seq, called: board.now });
  };
  for (const { kind, of, ms } of day) {
    const numbers = [...board.turns.keys()];
    const number = numbers[of % Math.max(1, numbers.length)];
    const counter = counters[of % counters.length];
    if (kind === 'call') note(`B${next}`, true, board.call(`B${next++}`, counter).seq);
    else if (kind === 'pass') board.pass(ms);
    else if (kind === 'beat') board.beat();
    else if (kind === 'cut') {
      cutAt ??= board.now;
      board.cut();
    } else if (kind === 'mend') {
      cutAt = undefined;
      for (const { seq, called } of waiting.splice(0)) heardAt.set(seq, { called, heard: board.now });
      board.mend();
    } else if (number && board.turns.get(number)?.state === 'called') {
      const at = board.turns.get(number)?.counter;
      if (kind === 'recall') note(number, false, board.change('recalled', number, at).seq);
      if (kind === 'finish') board.change('finished', number, at);
      if (kind === 'miss') board.change('missed', number, at);
      if (kind === 'undo') over.set(number, board.change('undone', number, at).seq);
    }
  }
  const wasMended = cutAt === undefined;
  board.pass(120_000);
  return { up, made, over, crowd, wasMended };
}

describe('on any day', () => {
  it('no call is up for less than its time unless it is taken back, and never more than three are', () => {
    fc.assert(
      fc.property(steps, (day) => {
        const { up, made, over, crowd } = play(day);
        expect(crowd).toBeLessThanOrEqual(PLACES);
        for (const [seq, { from, to, number }] of up) {
          const isCalledAgain = made.some((later) => later.number === number && later.seq > seq);
          if (over.has(number) || isCalledAgain) continue;
          // It is seen to be up until the tick before it leaves.
          expect(to - from).toBeGreaterThanOrEqual(SHOWN_MS - 250);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no call is skipped, and all are up in their order', () => {
    fc.assert(
      fc.property(steps, (day) => {
        const { up, made, over, wasMended } = play(day);
        const fresh = made.filter(({ isNew, number, age }) => isNew && !over.has(number) && age() < FRESH_MS);
        const shown = [...up.values()].sort((a, b) => a.from - b.from);
        const first = (number: string) => shown.find((one) => one.number === number)?.from;
        const from = fresh.map(({ number }) => first(number));
        if (wasMended) expect(from.every((at) => at !== undefined)).toBe(true);
        const seen = from.filter((at) => at !== undefined);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });

  it('no call is up that was history when the line was mended', () => {
    fc.assert(
      fc.property(steps, (day) => {
        const { up, made } = play(day);
        for (const { seq, age } of made) if (age() >= FRESH_MS) expect(up.has(seq)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
