import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysCalling, CallingTime } from '../../core/estimate/calling-time.ts';
import { callingHours } from '../../core/estimate/site-hours.ts';
import { queueSchema } from '../../core/queue/settings.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const queue = queueSchema.parse({
  hours: [
    { days: [...days], from: '07:30', to: '11:30' },
    { days: [...days], from: '13:30', to: '17:00' },
  ],
  closedOn: ['2026-11-25'],
});
/** Of Monday the 23rd of November 2026, in Vietnam. */
const at = (time: string, day = 23) => Date.parse(`2026-11-${day}T${time}:00+07:00`);
const minuteMs = 60_000;
const calling = new CallingTime(callingHours({ queue, timeZone }), at('05:00'), at('20:00', 24));

describe('the hours of a site', () => {
  test('counters call until lunch, and again from its end', () => {
    const hours = callingHours({ queue, timeZone });
    expect(hours(at('09:15'))).toEqual({ isCalling: true, untilMs: at('11:30') });
    expect(hours(at('11:30'))).toEqual({ isCalling: false, untilMs: at('13:30') });
    expect(hours(at('18:00', 24))).toEqual({ isCalling: false, untilMs: at('07:30', 26) });
  });

  test('a site without hours calls always', () => {
    expect(callingHours({ queue: queueSchema.parse({}), timeZone })).toBe(alwaysCalling);
  });
});

describe('calling time', () => {
  test('lunch is left out of it', () => {
    expect(calling.between(at('11:00'), at('14:00'))).toBe(60 * minuteMs);
    expect(calling.after(at('11:00'), 60 * minuteMs)).toBe(at('14:00'));
    expect(calling.atOrAfter(at('12:00'))).toBe(at('13:30'));
  });

  test('what ends when lunch begins ends before it', () => {
    expect(calling.after(at('11:00'), 30 * minuteMs)).toBe(at('11:30'));
  });

  test('who has a number at closing is served after it, and nobody before the opening', () => {
    expect(calling.between(at('16:50'), at('17:20'))).toBe(30 * minuteMs);
    expect(calling.after(at('06:45'), 0)).toBe(at('07:30'));
    expect(calling.startBefore(at('09:00'))).toBe(at('07:30'));
    expect(calling.startBefore(at('15:00'))).toBe(at('13:30'));
  });

  test('a clock that was set back measures nothing', () => {
    expect(calling.between(at('10:00'), at('09:00'))).toBe(0);
  });

  test('going so far and measuring it agree, and more is never earlier', () => {
    const instant = fc.integer({ min: at('06:00'), max: at('18:00') });
    const length = fc.integer({ min: 1, max: 4 * 60 * minuteMs });
    fc.assert(
      fc.property(instant, length, length, (from, some, more) => {
        expect(calling.between(from, calling.after(from, some))).toBe(some);
        expect(calling.after(from, some + more)).toBeGreaterThan(calling.after(from, some));
      }),
    );
  });
});
