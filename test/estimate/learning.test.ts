import { describe, expect, test } from 'vitest';
import { PriorityArrivals } from '../../core/estimate/arrivals.ts';
import { Durations } from '../../core/estimate/durations.ts';
import { Misses } from '../../core/estimate/misses.ts';
import { Pace } from '../../core/estimate/pace.ts';
import { ServiceTimes } from '../../core/estimate/service-times.ts';
import { minuteMs, ms, turnOf } from '../queue/make.ts';
import { chanceOf } from './world/chance.ts';

const many = (draw: () => number, n = 4_000) => Array.from({ length: n }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('durations', () => {
  test('before anything is measured they are around what is usual', () => {
    const durations = new Durations(10 * minuteMs);
    const random = chanceOf(1);
    const drawn = many(() => durations.draw(random));
    expect(mean(drawn) / minuteMs).toBeCloseTo(10, 0);
    expect(Math.min(...drawn)).toBeGreaterThan(0);
  });

  test('four hundred are kept, and the newest are drawn most', () => {
    const durations = new Durations(1, [...Array(300).fill(10), ...Array(200).fill(20), ...Array(200).fill(30)]);
    const random = chanceOf(1);
    const drawn = many(() => durations.draw(random));
    const share = (value: number) => drawn.filter((one) => one === value).length / drawn.length;
    expect(durations.count).toBe(400);
    expect(share(10)).toBe(0);
    expect(share(30)).toBeGreaterThan(0.7);
    expect(share(20)).toBeGreaterThan(0.2);
  });

  test('the rest of one is that of those that lasted longer', () => {
    const durations = new Durations(1, [...Array(90).fill(5), ...Array(10).fill(25)]);
    const random = chanceOf(1);
    expect(new Set(many(() => durations.drawRest(6, random), 50))).toEqual(new Set([19]));
  });

  test('one that lasts longer than all that were measured still ends, and the later the longer it has lasted', () => {
    const durations = new Durations(1, Array(90).fill(5));
    const random = chanceOf(1);
    const restAfter = (elapsed: number) => mean(many(() => durations.drawRest(elapsed, random)));
    expect(restAfter(6)).toBeLessThan(5);
    expect(restAfter(60)).toBeGreaterThan(10);
    expect(restAfter(60)).toBeLessThan(60);
  });

  test('a clock that was set back counts as no time', () => {
    expect(new Durations(1, Array(90).fill(5)).drawRest(-100, chanceOf(1))).toBe(5);
  });
});

describe('the times of services', () => {
  test('a slow day makes everything longer that day, and is not held against the next', () => {
    const times = new ServiceTimes(
      new Map([
        ['a', 10 * minuteMs],
        ['b', 5 * minuteMs],
      ]),
    );
    for (let n = 0; n < 200; n++) times.learn(n % 2 ? 'a' : 'b', n % 2 ? 10 * minuteMs : 5 * minuteMs);
    times.newDay();
    for (let n = 0; n < 60; n++) times.learn('a', 15 * minuteMs);
    expect(times.pace).toBeGreaterThan(1.25);
    expect(times.meanMs('b') / minuteMs).toBeGreaterThan(6.2);
    times.newDay();
    expect(times.meanMs('b') / minuteMs).toBeCloseTo(5, 0);
    expect(times.meanMs('a') / minuteMs).toBeLessThan(11.5);
  });

  test('one turn that goes on for hours does not make the day slow', () => {
    const pace = new Pace();
    pace.learn(100);
    expect(pace.factor).toBeLessThan(1.2);
  });

  test('a service that the settings do not name takes ten minutes', () => {
    expect(new ServiceTimes(new Map()).meanMs('z')).toBe(10 * minuteMs);
  });
});

describe('those who do not come', () => {
  test('their share is what was seen lately', () => {
    const misses = new Misses();
    expect(misses.share).toBeCloseTo(0.05);
    for (let n = 0; n < 1_000; n++) misses.learn(n % 4 === 0, minuteMs);
    expect(misses.share).toBeGreaterThan(0.2);
    expect(misses.share).toBeLessThan(0.26);
  });
});

describe('those with priority who are still to come', () => {
  const old = turnOf({ n: 1, class: 'cao-tuoi' });

  test('on the first day as many as in the last hour', () => {
    const arrivals = new PriorityArrivals();
    for (let minute = 0; minute < 60; minute += 10) arrivals.learn(old, ms(minute));
    expect(arrivals.rate(ms(70), ms(55)) * 60 * minuteMs).toBeCloseTo(6);
    expect(arrivals.draw(chanceOf(1))).toEqual({ service: 'a', priority: { class: 'cao-tuoi', proof: 'staff' } });
  });

  test('later as many as usually at that time of the day, and more on a day that has brought more', () => {
    const arrivals = new PriorityArrivals();
    const dayOf = (each: number) => {
      for (let minute = 0; minute < 60; minute += 60 / each) arrivals.learn(old, ms(minute));
    };
    dayOf(6);
    arrivals.newDay(ms(24 * 60));
    const hourly = (minute: number, now: number) =>
      arrivals.rate(ms(24 * 60 + minute), ms(24 * 60 + now)) * 60 * minuteMs;
    expect(hourly(10, 0)).toBeCloseTo(6);
    expect(hourly(200, 0)).toBe(0);
    for (let n = 0; n < 20; n++) arrivals.learn(old, ms(24 * 60 + n));
    expect(hourly(40, 35)).toBeGreaterThan(9);
  });

  test('those without priority and steps that are not open yet count for nothing', () => {
    const arrivals = new PriorityArrivals();
    arrivals.learn(turnOf({ n: 1 }), ms(0));
    arrivals.learn({ ...old, state: 'blocked' }, ms(0));
    expect(arrivals.rate(ms(1), ms(1))).toBe(0);
    expect(arrivals.draw(chanceOf(1))).toBeUndefined();
  });
});
