import { describe, expect, test } from 'vitest';
import { everyFault } from '../../core/faults.ts';
import { fail, ok } from '../../core/result.ts';
import { step, type Visit, welcome } from '../../core/visit.ts';
import { everyVisit, key, rating, ticket } from './samples.ts';

const asked: Visit = { at: 'rating', isSending: false };
const sending: Visit = { at: 'rating', isSending: true };
const rated = { type: 'rated', ...rating } as const;

describe('a rating', () => {
  test('is asked for at welcome, and over a visit that is finished or stopped; in the middle of one it is not', () => {
    const over: Visit[] = [
      welcome,
      { at: 'done', ticket, reprints: 0, retries: 0, paper: { outcome: 'printed' } },
      { at: 'stopped', fault: 'card-copied' },
      { at: 'thanked' },
    ];
    for (const visit of over) expect(step(visit, { type: 'rating-asked' })).toEqual([asked]);
    const inTheMiddle = everyVisit.filter(({ at }) => !['welcome', 'done', 'stopped', 'thanked'].includes(at));
    expect(inTheMiddle.length).toBeGreaterThan(9);
    for (const visit of inTheMiddle) expect(step(visit, { type: 'rating-asked' })).toEqual([visit]);
  });

  test('goes to the hub as it was given, and is thanked for once it is kept', () => {
    expect(step(asked, rated)).toEqual([sending, { do: 'rate', ...rating }]);
    expect(step(sending, { type: 'rating-settled', kept: ok(undefined) })).toEqual([{ at: 'thanked' }]);
  });

  test('is asked again with whatever fault kept it away, and may be sent again', () => {
    for (const fault of everyFault) {
      const [again, ...commands] = step(sending, { type: 'rating-settled', kept: fail(fault) });
      expect(again).toEqual({ at: 'rating', isSending: false, fault });
      expect(commands).toEqual([]);
      expect(step(again, rated)).toEqual([sending, { do: 'rate', ...rating }]);
    }
  });

  test('is on its way once, however often it is pressed; an answer that nobody waits for changes nothing', () => {
    expect(step(sending, rated)).toEqual([sending]);
    for (const kept of [ok(undefined), fail('already-rated' as const)])
      for (const visit of everyVisit.filter((one) => one !== sending && !(one.at === 'rating' && one.isSending)))
        expect(step(visit, { type: 'rating-settled', kept })).toEqual([visit]);
  });

  test('gives way to a card or a code, also while it is on its way, as welcome does', () => {
    for (const visit of [asked, sending, { at: 'thanked' }] as const)
      for (const event of [{ type: 'card-placed' }, { type: 'key-given', key: ok(key) }] as const)
        expect(step(visit, event)).toEqual(step(welcome, event));
  });

  test('ends at welcome where the citizen leaves or is gone', () => {
    for (const visit of [asked, sending, { at: 'thanked' }] as const)
      for (const event of [{ type: 'left' }, { type: 'time-up' }] as const)
        expect(step(visit, event)).toEqual([welcome]);
  });
});
