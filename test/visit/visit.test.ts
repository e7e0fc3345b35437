import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { screenSchema } from '../../core/contract/kiosk.ts';
import { everyFault, type Fault } from '../../core/faults.ts';
import { fail, ok } from '../../core/result.ts';
import { screenOf } from '../../core/screen.ts';
import {
  type Command,
  isForHelpDesk,
  MAX_KEY_TRIES,
  MAX_TRIES,
  step,
  type Visit,
  type VisitEvent,
  welcome,
} from '../../core/visit.ts';
import { citizen, everyEvent, everyVisit, key, onward, person, ticket, ticketUrl } from './samples.ts';

/** In seven of ten steps a happy event of the state that is reached, otherwise any. */
const walk = fc.array(fc.tuple(fc.nat(9), fc.nat(999)), { maxLength: 60, size: 'max' });

function run(picks: readonly (readonly [number, number])[]) {
  let visit: Visit = welcome;
  const commands: Command[] = [];
  const path: Visit[] = [visit];
  for (const [chance, pick] of picks) {
    const events = chance < 7 ? onward[visit.at] : everyEvent;
    const event = events[pick % events.length] as VisitEvent;
    const [next, ...asked] = step(visit, event);
    visit = next;
    path.push(next);
    commands.push(...asked);
  }
  return { visit, commands, path };
}

type Walk = ReturnType<typeof run>;
const holds = (property: (walked: Walk) => boolean) =>
  fc.assert(
    fc.property(walk, (picks) => property(run(picks))),
    { numRuns: 5_000 },
  );
const count = (walked: Walk, what: Command['do']) => walked.commands.filter((command) => command.do === what).length;

describe('a visit', () => {
  test('goes from tap to paper', () => {
    const { path, commands } = run(Array.from({ length: 7 }, () => [0, 0]));
    const names = ['welcome', 'keying', 'reading', 'confirming', 'choosing', 'issuing', 'printing', 'done'];
    expect(path.map((visit) => visit.at)).toEqual(names);
    expect(commands.map((command) => command.do)).toEqual(['read-card', 'look-at-printer', 'issue-ticket', 'print']);
  });

  test.each(everyVisit.map((visit) => [visit.at, visit] as const))('in "%s" survives every event', (_at, visit) => {
    expect.assertions(everyEvent.length);
    for (const event of everyEvent) {
      const [next] = step(visit, event);
      expect(screenSchema.safeParse(screenOf(next, '2026-11-24', ticketUrl)).success).toBe(true);
    }
  });

  test('the card may come first or the code', () => {
    const cardFirst = step({ at: 'keying', card: true, tries: 1 }, { type: 'key-given', key: ok(key) });
    const codeFirst = step({ at: 'keying', card: false, key, tries: 1 }, { type: 'card-placed' });
    expect(cardFirst).toEqual(codeFirst);
    expect(cardFirst[1]).toEqual({ do: 'read-card', key });
    expect(step(welcome, { type: 'key-given', key: ok(key) })[1]).toEqual({ do: 'look-for-card' });
  });

  test('keeps the key when the card is lifted, and asks for another when the key is wrong', () => {
    const reading: Visit = { at: 'reading', key, tries: 1, progress: { bytes: 0, total: 0 } };
    const [lifted] = step(reading, { type: 'card-read', read: fail('card-removed') });
    expect(lifted).toMatchObject({ at: 'keying', key, card: false, fault: 'card-removed' });
    const [wrong] = step(reading, { type: 'card-read', read: fail('access-key-wrong') });
    expect(wrong).toEqual({ at: 'keying', card: false, tries: 2, fault: 'access-key-wrong' });
  });

  const failedAt = (tries: number, fault: Fault) =>
    step({ at: 'reading', key, tries, progress: { bytes: 0, total: 0 } }, { type: 'card-read', read: fail(fault) });

  test(`stops after ${MAX_TRIES} tries, with a way out to a number`, () => {
    for (const fault of everyFault.filter((one) => !isForHelpDesk(one))) {
      const [stopped, ...asked] = failedAt(MAX_TRIES, fault);
      expect(stopped).toEqual({ at: 'stopped', fault });
      expect(asked).toEqual([]);
      expect(step(stopped, { type: 'card-skipped' })[0]).toEqual({ at: 'choosing' });
    }
  });

  test(`a wrong key is tried ${MAX_KEY_TRIES} times, a lifted card once more`, () => {
    for (const fault of ['access-key-wrong', 'cards-differ'] as const) {
      expect(failedAt(MAX_KEY_TRIES - 1, fault)[0]).toMatchObject({ at: 'keying', tries: MAX_KEY_TRIES });
      expect(failedAt(MAX_KEY_TRIES, fault)[0]).toEqual({ at: 'stopped', fault });
    }
    expect(failedAt(MAX_KEY_TRIES, 'card-removed')[0]).toMatchObject({ at: 'keying', tries: MAX_TRIES });
  });

  test('a card altered or copied stops at once with a slip for the help desk, and gives no number', () => {
    expect(everyFault.filter(isForHelpDesk)).toEqual(['card-altered', 'card-copied']);
    for (const fault of everyFault.filter(isForHelpDesk)) {
      const [stopped, ...asked] = failedAt(1, fault);
      expect(stopped).toEqual({ at: 'stopped', fault });
      expect(asked).toEqual([{ do: 'print-help-slip', fault }]);
      expect(step(stopped, { type: 'card-skipped' })).toEqual([stopped]);
      expect(step(stopped, { type: 'card-placed' })[0]).toMatchObject({ at: 'keying' });
      expect(step(stopped, { type: 'left' })[0]).toEqual(welcome);
    }
  });

  test('no help slip but for such a card, and never a second one for the same reading', () => {
    holds(({ commands }) => commands.every((one) => one.do !== 'print-help-slip' || isForHelpDesk(one.fault)));
    holds((walked) => count(walked, 'print-help-slip') <= count(walked, 'read-card'));
  });

  test.each(['service-closed', 'quota-full'] as const)(
    '%s: another service may be chosen, without the card again',
    (why) => {
      const issuing: Visit = { at: 'issuing', identity: 'card-proved', service: 'chung-thuc', citizen };
      const opensAt = '2026-11-24T06:30:00.000Z';
      const [choosing, ...asked] = step(issuing, { type: 'ticket-issued', issue: fail({ why, opensAt }) });
      expect(choosing).toEqual({ at: 'choosing', fault: why, opensAt, citizen });
      expect(asked).toEqual([{ do: 'look-at-printer' }]);
      expect(screenOf(choosing, '2026-11-24', ticketUrl)).toMatchObject({
        fault: why,
        opensAt,
        person: { name: 'T.Q. Bình' },
      });
      const [again, ...commands] = step(choosing, { type: 'service-chosen', service: 'dat-dai', language: 'en' });
      expect(again).toEqual({ ...issuing, service: 'dat-dai' });
      expect(commands).toEqual([
        { do: 'issue-ticket', identity: 'card-proved', service: 'dat-dai', citizen, language: 'en' },
      ]);
    },
  );

  test('a number once issued is shown whatever happens to the paper', () => {
    for (const event of everyEvent) {
      const [next] = step({ at: 'printing', ticket, reprints: 0, retries: 0 }, event);
      expect('ticket' in next && next.ticket.number).toBe('B027');
    }
  });

  test('nobody chooses without the printer having been asked just then', () => {
    for (const visit of everyVisit)
      for (const event of everyEvent) {
        const [next, ...asked] = step(visit, event);
        if (next.at === 'choosing' && next !== visit) expect(asked).toEqual([{ do: 'look-at-printer' }]);
      }
  });

  test('keeps no person once the ticket exists or the visit is over', () => {
    const without = ['welcome', 'keying', 'printing', 'done', 'stopped', 'rating', 'thanked'];
    holds((walked) => walked.path.every((visit) => !without.includes(visit.at) || !('citizen' in visit)));
  });

  test('a screen never holds the full number or name', () => {
    for (const visit of everyVisit) {
      const shown = JSON.stringify(screenOf(visit, '2026-11-24', ticketUrl));
      expect(shown).not.toContain(person.idNumber);
      expect(shown).not.toContain(person.name);
    }
  });

  test('finds its way back to welcome from anywhere by itself', () => {
    const settle: VisitEvent[] = [
      { type: 'ticket-issued', issue: fail({ why: 'store-full' }) },
      { type: 'paper-settled', paper: { outcome: 'unknown', fault: 'printer-lost' } },
      { type: 'time-up' },
    ];
    for (const visit of everyVisit)
      expect(settle.reduce<Visit>((at, event) => step(at, event)[0], visit)).toEqual(welcome);
  });

  test('the random walk reaches every state', () => {
    const seen = new Set(fc.sample(walk, 2_000).flatMap((picks) => run(picks).path.map((visit) => visit.at)));
    expect([...seen].sort()).toEqual([...new Set(everyVisit.map((visit) => visit.at))].sort());
  });
});
