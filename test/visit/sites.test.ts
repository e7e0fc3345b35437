import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSite, type Site } from '../../core/settings.ts';
import { placeOf } from '../../core/speech/place.ts';
import { hallOf } from '../../renderer/board/hall.ts';

const folder = new URL('../../assets/sites/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

test('there is a one-stop shop and a health centre to begin from', () => {
  expect(files).toEqual(['ha-dong.json', 'thanh-liem.json']);
});

describe.each(files)('%s', (file) => {
  const site = siteIn(file);

  test('has every service served by a counter, and nothing named that it does not have', () => {
    const served = new Set(site.counters.flatMap(({ services }) => services));
    const services = site.services.map(({ id }) => id);
    expect([...served].sort()).toEqual([...services].sort());
    const { journeys, classes } = site.queue;
    const named = [...journeys.flatMap(({ steps }) => steps.map(({ service }) => service)), ...classesScope(classes)];
    expect(named.filter((service) => !services.includes(service))).toEqual([]);
  });

  test('has counters for the board of every zone, and a zone for every counter', () => {
    const { zones } = site.queue;
    const halls = zones.map(({ id }) => hallOf(site, id)?.counters.length ?? 0);
    expect(Math.min(...halls)).toBeGreaterThan(0);
    expect(halls.reduce((sum, one) => sum + one)).toBe(site.counters.length);
    const known = new Set(zones.map(({ id }) => id));
    expect(site.counters.filter(({ zone }) => !zone || !known.has(zone))).toEqual([]);
  });

  test('has no two counters that sound the same', () => {
    const places = site.counters.map(({ name, kind, floor }) => {
      const { kind: called, number } = placeOf(name.vi, { kind, ...(floor !== undefined && { floor }) });
      return `${called} ${number}`;
    });
    expect(places.filter((place) => place.endsWith('undefined'))).toEqual([]);
    expect(new Set(places).size).toBe(places.length);
  });

  test('has each id once among classes, journeys, results, pauses and zones', () => {
    const { classes, journeys, results, pauses, zones } = site.queue;
    for (const list of [classes, journeys, results, pauses, zones])
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });

  test('knows by the chip who is 75, and by no clock whether it is open, but for what is open on some days only', () => {
    expect(site.queue.classes.filter(({ fromAge }) => fromAge === 75)).toHaveLength(1);
    expect(site.queue.hours).toBeUndefined();
    const days = site.services.flatMap(({ hours = [] }) => hours.flatMap(({ days }) => days));
    expect(days.filter((day) => day !== 'fri')).toEqual([]);
  });
});

describe('the one-stop shop', () => {
  const site = siteIn('ha-dong.json');
  const lane = (kind: string) => site.services.filter((service) => service.lane === kind);

  test('has a procedure without waiting, a green Friday and a window for results', () => {
    expect(lane('express').map(({ id, targetMinutes }) => [id, targetMinutes])).toEqual([
      ['chung-thuc', 15],
      ['thu-sau-xanh', 60],
    ]);
    expect(lane('collect').map(({ id }) => id)).toEqual(['ket-qua']);
    expect(site.services.filter(({ hours }) => hours).map(({ id }) => id)).toEqual(['thu-sau-xanh']);
  });

  test('calls two with priority to one without, and nobody without waits half an hour for it', () => {
    expect(site.queue.policy.rule).toEqual({ kind: 'ratio', priority: 2, ordinary: 1, guardMinutes: 30 });
  });
});

describe('the health centre', () => {
  const site = siteIn('thanh-liem.json');

  test('puts an emergency before all others, and has the classes of the law of 2023', () => {
    expect(site.queue.classes.filter(({ isUrgent }) => isUrgent).map(({ id }) => id)).toEqual(['cap-cuu']);
    expect(site.queue.classes.map(({ id }) => id)).toEqual([
      'cap-cuu',
      'tre-duoi-6',
      'khuyet-tat-nang',
      'mang-thai',
      'tu-75-tuoi',
      'co-cong',
    ]);
  });

  test('sends a usual visit to laboratory and imaging side by side, and back to a room before the pharmacy', () => {
    const usual = site.queue.journeys.find(({ id }) => id === 'kham-thuong');
    expect(usual?.steps.map(({ service, after }) => [service, after])).toEqual([
      ['tiep-don', []],
      ['kham-benh', [0]],
      ['xet-nghiem', [1]],
      ['chan-doan-hinh-anh', [1]],
      ['kham-benh', [2, 3]],
      ['nha-thuoc', [4]],
    ]);
  });

  test('has six rooms for consultations on two floors', () => {
    const rooms = site.counters.filter(({ services }) => services.some((service) => service.startsWith('kham-')));
    expect(rooms.map(({ kind }) => kind)).toEqual(Array(6).fill('room'));
    expect(new Set(rooms.map(({ floor }) => floor))).toEqual(new Set([1, 2]));
  });
});

function siteIn(file: string): Site {
  const parsed = parseSite(readFileSync(new URL(file, folder), 'utf8'), file);
  if (!parsed.ok) throw new Error(parsed.fault.join('\n'));
  return parsed.value;
}

function classesScope(classes: Site['queue']['classes']): string[] {
  return classes.flatMap(({ scope = [] }) => scope);
}
