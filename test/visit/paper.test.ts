import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyFault } from '../../core/faults.ts';
import { MAX_REPRINTS, MAX_RETRIES } from '../../core/print-visit.ts';
import { screenOf } from '../../core/screen.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { step, type Visit, type VisitEvent, welcome } from '../../core/visit.ts';
import { everyEvent, everyVisit, onward, ticket, ticketUrl } from './samples.ts';

const notPrinted: PaperOutcome = { outcome: 'not-printed', fault: 'paper-out' };
const unknown: PaperOutcome = { outcome: 'unknown', fault: 'paper-out' };
const done = (paper: PaperOutcome, more = {}): Extract<Visit, { at: 'done' }> => ({
  ...{ at: 'done', ticket, reprints: 0, retries: 0, paper },
  ...more,
});

describe('a slip that cannot have come out', () => {
  test('is printed without a mark when somebody asks, however often', () => {
    for (const reprints of [0, 1, MAX_REPRINTS]) {
      const [printing, asked] = step(done(notPrinted, { reprints }), { type: 'print-again' });
      expect(printing).toEqual({ at: 'printing', ticket, reprints, retries: 0 });
      expect(asked).toEqual({ do: 'print', ticket, reprints });
    }
  });

  test('is printed by the machine when the printer is ready again, with the same mark and only so often', () => {
    let visit: Visit = done(notPrinted, { reprints: 1 });
    for (let retries = 1; retries <= MAX_RETRIES; retries++) {
      const [printing, asked] = step(visit, { type: 'printer-ready' });
      expect(printing).toEqual({ at: 'printing', ticket, reprints: 1, retries });
      expect(asked).toEqual({ do: 'print', ticket, reprints: 1 });
      [visit] = step(printing, { type: 'paper-settled', paper: notPrinted });
    }
    expect(step(visit, { type: 'printer-ready' })).toEqual([visit]);
    expect(step(visit, { type: 'print-again' })[0]).toMatchObject({ at: 'printing' });
  });

  test('is told with the page of its ticket; one that may be on paper is not', () => {
    const linkOf = (paper: PaperOutcome) => {
      const screen = screenOf(done(paper), '2026-11-24', ticketUrl);
      return screen.at === 'done' && screen.link;
    };
    expect(linkOf(notPrinted)).toBe(ticketUrl + ticket.id);
    for (const paper of [unknown, { outcome: 'printed' }, { outcome: 'sent' }] as const)
      expect(linkOf(paper)).toBeUndefined();
  });
});

describe('a slip that may have come out', () => {
  test.each([unknown, { outcome: 'sent' }] as const)('%o: is printed again only when asked, marked', (paper) => {
    expect(step(done(paper), { type: 'printer-ready' })).toEqual([done(paper)]);
    const [printing, asked] = step(done(paper), { type: 'print-again' });
    expect(printing).toEqual({ at: 'printing', ticket, reprints: 1, retries: 0 });
    expect(asked).toEqual({ do: 'print', ticket, reprints: 1 });
    const last = done(paper, { reprints: MAX_REPRINTS });
    expect(step(last, { type: 'print-again' })).toEqual([last]);
  });

  test('and is known to have come out: never again', () => {
    const printed = done({ outcome: 'printed' });
    for (const type of ['print-again', 'printer-ready'] as const) expect(step(printed, { type })).toEqual([printed]);
  });
});

test('a printer that is ready prints for no visit but the one that shows a ticket without paper', () => {
  for (const visit of everyVisit) {
    const [next, ...asked] = step(visit, { type: 'printer-ready' });
    const isWaiting = visit.at === 'done' && visit.paper.outcome === 'not-printed' && visit.retries < MAX_RETRIES;
    expect(asked.length).toBe(isWaiting ? 1 : 0);
    if (!isWaiting) expect(next).toBe(visit);
  }
});

/** The marks of the papers that may have come out, ticket by ticket, on a random walk. */
function marksOut(picks: readonly (readonly [number, number])[]): number[][] {
  const tickets: number[][] = [];
  let visit: Visit = welcome;
  for (const [chance, pick] of picks) {
    const events = chance < 8 ? onward[visit.at] : everyEvent;
    const [next]: readonly [Visit, ...unknown[]] = step(visit, events[pick % events.length] as VisitEvent);
    if (visit.at === 'issuing' && next.at === 'printing') tickets.push([]);
    if (visit.at === 'printing' && next.at === 'done' && next.paper.outcome !== 'not-printed')
      tickets.at(-1)?.push(visit.reprints);
    visit = next;
  }
  return tickets;
}

test('of all papers that may have come out for a number, no two look the same, and the first alone has no mark', () => {
  const walk = fc.array(fc.tuple(fc.nat(9), fc.nat(999)), { maxLength: 80, size: 'max' });
  let most = 0;
  fc.assert(
    fc.property(walk, (picks) => {
      for (const marks of marksOut(picks)) {
        most = Math.max(most, marks.length);
        if (marks.some((mark, index) => mark !== index) || marks.length > 1 + MAX_REPRINTS) return false;
      }
      return true;
    }),
    { numRuns: 5_000 },
  );
  expect(most).toBe(1 + MAX_REPRINTS);
});

test('every fault of the paper leaves the number on the screen', () => {
  for (const fault of everyFault)
    for (const outcome of ['not-printed', 'unknown'] as const) {
      const settled: VisitEvent = { type: 'paper-settled', paper: { outcome, fault } };
      const [shown] = step({ at: 'printing', ticket, reprints: 0, retries: 0 }, settled);
      expect(screenOf(shown, '2026-11-24', ticketUrl)).toMatchObject({ at: 'done', ticket: { number: 'B027' } });
    }
});
