import { describe, expect, it } from 'vitest';
import type { Preview } from '../../core/contract/manager.ts';
import { type ObservedDay, observe } from '../../core/queue/observed.ts';
import { previewOf } from '../../core/queue/preview.ts';
import { type Replay, replay } from '../../core/queue/replay.ts';
import { type Policy, policySchema } from '../../core/queue/settings.ts';
import { fewest } from '../../core/report/few.ts';
import type { Site } from '../../core/settings.ts';
import { madeUpDay } from './made-up-day.ts';
import { madeUpSite } from './made-up-site.ts';
import type { Attendance } from './made-up-staff.ts';

const site = madeUpSite();
const seeds = [1, 2, 3, 4, 5, 6];
const statutory: Policy = policySchema.parse({ rule: { kind: 'statutory' } });
const ordinaryFirst: Policy = policySchema.parse({
  rule: { kind: 'ratio', priority: 1, ordinary: 20, guardMinutes: 1_440 },
});

function linesOf(seed: number, attendance: Partial<Attendance> = {}, of: Site = site) {
  const day = '2026-11-24';
  const opensMs = Date.parse(`${day}T00:30:00Z`);
  const { entries } = madeUpDay({ site: of, day, opensMs, people: 190, seed, attendance });
  return entries.map(({ at, change }) => ({ atMs: Date.parse(at), change }));
}

describe('a day replayed under its own policy', () => {
  it.each(seeds)('calls everybody at the very instant of the real call (day %i)', (seed) => {
    const day = observe(site, linesOf(seed));
    expect(day.stints.length).toBeGreaterThan(190);
    expect(differences(replay(site, day))).toEqual([]);
  });

  it.each(seeds)('does so with calls out of order (day %i)', (seed) => {
    const day = observe(site, linesOf(seed, { chosenShare: 0.08 }));
    const chosen = day.stints.filter((stint) => stint.chosen).length;
    expect(chosen).toBeGreaterThan(0);
    expect(differences(replay(site, day))).toEqual([]);
  });

  it.each(seeds)('does so where visits have several steps (day %i)', (seed) => {
    const clinic = madeUpSite(withJourneys);
    const day = observe(clinic, linesOf(seed, {}, clinic));
    expect(day.stints.some(({ turn }) => turn.step > 0)).toBe(true);
    expect(differences(replay(clinic, day))).toEqual([]);
  });

  it.each(seeds)('is less than a minute off where one call in ten was taken back (day %i)', (seed) => {
    const { fitMs, sides } = previewOf(site, linesOf(seed, { undoShare: 0.1 }), statutory);
    expect(fitMs).toBeLessThan(60_000);
    const [{ actual, present }] = sides as [(typeof sides)[number]];
    expect(Math.abs(Number(actual.people) - Number(present.people))).toBeLessThanOrEqual(2);
  });

  it('would not, if counters never rested', () => {
    const day = observe(site, linesOf(1));
    const restless: ObservedDay = { ...day, away: new Map() };
    expect(differences(replay(site, restless)).length).toBeGreaterThan(50);
  });
});

describe('a day replayed under another policy', () => {
  it('serves priority earlier by law, and later where it comes last', () => {
    for (const seed of seeds) {
      const [law, last] = [previewOf(site, linesOf(seed), statutory), previewOf(site, linesOf(seed), ordinaryFirst)];
      const priority = (preview: Preview | Omit<Preview, 'day'>, world: 'present' | 'other') =>
        preview.sides.find(({ id }) => id === 'priority')?.[world].wait?.meanMs ?? Number.NaN;
      expect(priority(law, 'other')).toBeLessThanOrEqual(priority(law, 'present'));
      expect(priority(last, 'other')).toBeGreaterThan(priority(law, 'other'));
    }
  });

  it('says nothing new of the policy that is there already', () => {
    const { sides, fitMs, uncalled } = previewOf(site, linesOf(2), site.queue.policy);
    expect(fitMs).toBe(0);
    expect(uncalled.other).toBe(uncalled.present);
    for (const { actual, present, other, presentSteps, otherSteps } of sides) {
      expect(other).toEqual(present);
      expect(actual).toEqual(present);
      expect(otherSteps).toEqual(presentSteps);
    }
  });

  it('shows nothing of a class of fewer than five', () => {
    const { sides } = previewOf(site, linesOf(3), statutory);
    const few = sides.filter(({ actual }) => actual.people === 'few');
    expect(few.map(({ id }) => id)).toContain('cap-cuu');
    for (const { present, other, otherSteps } of few) {
      expect([present, other]).toEqual([{ people: 'few' }, { people: 'few' }]);
      expect(otherSteps).toEqual([]);
    }
    const counts = sides.flatMap(({ presentSteps, otherSteps }) => [...presentSteps, ...otherSteps]);
    expect(counts.filter((people) => typeof people === 'number' && people > 0 && people < fewest)).toEqual([]);
  });

  it('works off a few events for each stint and each rest', () => {
    const day = observe(site, linesOf(4));
    const rests = [...day.away.values()].reduce((sum, spans) => sum + spans.length, 0);
    const changed = { ...site, queue: { ...site.queue, policy: statutory } };
    expect(replay(changed, day).steps).toBeLessThanOrEqual(5 * day.stints.length + rests);
  });

  it('replays nothing of an empty day', () => {
    expect(previewOf(site, [], statutory)).toMatchObject({ people: 0, fitMs: 0, sides: [] });
  });
});

/** The numbers whose call is not where it was, with how far it is off. */
function differences({ stints }: Replay): string[] {
  return stints
    .filter(({ stint, calledMs }) => stint.calledMs !== calledMs)
    .map(
      ({ stint, calledMs }) => `${stint.turn.number}: ${(calledMs ?? Number.NaN) - (stint.calledMs ?? Number.NaN)} ms`,
    );
}

function withJourneys(example: Record<string, unknown>): void {
  const words = { vi: 'Khai sinh và hộ khẩu', en: 'Birth and residence' };
  const steps = [
    { service: 'ho-tich' },
    { service: 'chung-thuc', after: [0] },
    { service: 'tro-cap', after: [0] },
    { service: 'ket-qua', after: [1, 2] },
  ];
  Object.assign(example.queue as object, { journeys: [{ id: 'khai-sinh', name: words, steps }] });
}
