import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSite } from '../../core/settings.ts';

const ours = JSON.parse(readFileSync(new URL('../../assets/sites/ha-dong.json', import.meta.url), 'utf8'));
const example = { ...ours, counters: ours.counters.map(({ zone: _, ...counter }: { zone?: string }) => counter) };
const name = { vi: 'tên', en: 'name' };
const oldAge = { id: 'cao-tuoi', name, weight: 10 };

const problemsOf = (queue: unknown, counter: object = {}) => {
  const [first, ...others] = example.counters;
  const site = parseSite(
    JSON.stringify({ ...example, queue, counters: [{ ...first, ...counter }, ...others] }),
    'site.json',
  );
  return site.ok ? [] : site.fault;
};

test('a site without any rule has the usual ones', () => {
  const { queue: _, ...bare } = example;
  const site = parseSite(JSON.stringify(bare), 'site.json');
  expect(site.ok && site.value.queue.policy.rule).toEqual({
    kind: 'ratio',
    priority: 2,
    ordinary: 1,
    guardMinutes: 30,
  });
  expect(site.ok && site.value.queue.zones.map(({ id }) => id)).toEqual(['sanh']);
});

test('rules that name what exists fit', () => {
  const [service] = example.services;
  expect(
    problemsOf(
      {
        classes: [{ ...oldAge, scope: [service.id] }],
        journeys: [{ id: 'kham', name, steps: [{ service: service.id }, { service: service.id, after: [0] }] }],
        zones: [{ id: 'tang-hai', name }],
      },
      { zone: 'tang-hai' },
    ),
  ).toEqual([]);
});

test('scopes, steps and zones that name nothing, and ids used twice, are told all at once', () => {
  expect(
    [
      ...problemsOf(
        {
          classes: [oldAge, { ...oldAge, scope: ['dat-dao'] }],
          journeys: [{ id: 'kham', name, steps: [{ service: 'xet-nghiem' }] }],
          results: [
            { id: 'tra-ngay', name },
            { id: 'tra-ngay', name },
          ],
          pauses: [
            { id: 'hop', name },
            { id: 'hop', name },
          ],
          zones: [
            { id: 'a', name },
            { id: 'a', name },
          ],
        },
        { zone: 'sanh' },
      ),
    ].sort(),
  ).toEqual([
    'site.json: counters[0].zone: there is no zone "sanh"',
    'site.json: queue.classes[1].id: "cao-tuoi" is already used above',
    'site.json: queue.classes[1].scope[0]: there is no service "dat-dao"',
    'site.json: queue.journeys[0].steps[0].service: there is no service "xet-nghiem"',
    'site.json: queue.pauses[1].id: "hop" is already used above',
    'site.json: queue.results[1].id: "tra-ngay" is already used above',
    'site.json: queue.zones[1].id: "a" is already used above',
  ]);
});

test('the hall that is there without settings may be named by a counter, and no other', () => {
  expect(problemsOf(undefined, { zone: 'sanh' })).toEqual([]);
  expect(problemsOf({}, { zone: 'san' })).toEqual(['site.json: counters[0].zone: there is no zone "san"']);
});

test('rules of another kind than a list are refused by the schema, and the checks go on', () => {
  expect(problemsOf({ classes: 'none', zones: 3 }, { zone: 'sanh' })).toHaveLength(2);
  expect(problemsOf('none')).toHaveLength(1);
});
