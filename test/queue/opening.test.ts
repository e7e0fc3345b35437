import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpenAt, mayTake, opensAt } from '../../core/queue/opening.ts';
import { type Hours, queueSchema } from '../../core/queue/settings.ts';

const vietnam = 'Asia/Ho_Chi_Minh';
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const working = weekdays.slice(0, 5);
const office: Hours = [
  { days: working, from: '07:30', to: '11:30' },
  { days: working, from: '13:30', to: '17:00' },
];
const at = (local: string) => new Date(`2026-11-${local}:00+07:00`);
const minuteMs = 60_000;

describe('it is open', () => {
  test.each([
    ['23T07:29', false],
    ['23T07:30', true],
    ['23T11:29', true],
    ['23T11:30', false],
    ['23T13:30', true],
    ['23T17:00', false],
    ['22T10:00', false],
    ['28T10:00', false],
  ])('%s: %s', (local, isOpen) => {
    expect(isOpenAt(office, [], at(local), vietnam)).toBe(isOpen);
  });

  test('always without hours, but not on the days it is closed', () => {
    expect(isOpenAt(undefined, [], at('22T03:00'), vietnam)).toBe(true);
    expect(isOpenAt(undefined, ['2026-11-22'], at('22T03:00'), vietnam)).toBe(false);
    expect(isOpenAt(office, ['2026-11-23'], at('23T10:00'), vietnam)).toBe(false);
  });

  test('never with hours that have no line', () => {
    expect(isOpenAt([], [], at('23T10:00'), vietnam)).toBe(false);
    expect(opensAt([], [], at('23T10:00'), vietnam)).toBeUndefined();
  });
});

describe('it opens', () => {
  test.each([
    ['in the morning', '23T05:00', [], '23T07:30'],
    ['after lunch', '23T11:30', [], '23T13:30'],
    ['after lunch, asked while it is open', '23T08:00', [], '23T13:30'],
    ['on the next day', '23T17:00', [], '24T07:30'],
    ['on Monday, asked on Friday evening', '27T17:30', [], '30T07:30'],
    ['after the days on which it is closed', '23T17:00', ['2026-11-24', '2026-11-25'], '26T07:30'],
  ])('%s', (_, from, closedOn, opens) => {
    expect(opensAt(office, closedOn, at(from), vietnam)).toEqual(at(opens));
  });

  test('without hours at midnight after the day on which it is closed, and not where it never closes', () => {
    expect(opensAt(undefined, ['2026-11-23'], at('23T10:00'), vietnam)).toEqual(at('24T00:00'));
    expect(opensAt(undefined, [], at('23T10:00'), vietnam)).toBeUndefined();
  });

  test('with the jump where the clock jumps over the hour, and twice where it goes over it twice', () => {
    const early: Hours = [{ days: [...weekdays], from: '02:30', to: '12:00' }];
    const saturday = new Date('2026-03-28T20:00:00Z');
    expect(opensAt(early, [], saturday, 'Europe/Berlin')).toEqual(new Date('2026-03-29T01:00:00Z'));
    const autumn = new Date('2026-10-24T20:00:00Z');
    const first = opensAt(early, [], autumn, 'Europe/Berlin')!;
    expect(first).toEqual(new Date('2026-10-25T00:30:00Z'));
    expect(opensAt(early, [], first, 'Europe/Berlin')).toEqual(new Date('2026-10-25T01:30:00Z'));
  });

  const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
  const text = ({ hour, minute }: { hour: number; minute: number }) =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const hours = fc.array(
    fc
      .record({ days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), times: fc.tuple(time, time) })
      .map(({ days, times }) => ({ days, times: times.map(text).sort() }))
      .filter(({ times: [from = '', to = ''] }) => from < to)
      .map(({ days, times: [from = '', to = ''] }) => ({ days, from, to })),
    { maxLength: 4 },
  );
  const zones = fc.constantFrom(vietnam, 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia');
  const instants = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00Z') / minuteMs, max: Date.parse('2027-12-31T00:00:00Z') / minuteMs })
    .map((minute) => new Date(minute * minuteMs));

  test('at a minute in which it is open, was not the minute before, and had not been since it closed', () => {
    fc.assert(
      fc.property(fc.option(hours, { nil: undefined }), zones, instants, (given, zone, from) => {
        const closedOn = [from.toISOString().slice(0, 10)];
        const isOpen = (ms: number) => isOpenAt(given, closedOn, new Date(ms), zone);
        const opens = opensAt(given, closedOn, from, zone)?.getTime();
        if (opens === undefined) return;
        expect([isOpen(opens - minuteMs), isOpen(opens)]).toEqual([false, true]);
        expect(opens).toBeGreaterThan(from.getTime());
        let wasOpen = isOpen(from.getTime());
        for (let ms = from.getTime() + minuteMs; ms < opens; ms += minuteMs) {
          if (isOpen(ms) && !wasOpen) expect.unreachable(`it opened at ${new Date(ms).toISOString()} already`);
          wasOpen = isOpen(ms);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a number', () => {
  const site = {
    timeZone: vietnam,
    dayStartsAtHour: 4,
    queue: queueSchema.parse({ hours: office, closedOn: ['2026-11-24'] }),
  };
  const saturdays = { hours: [{ days: ['sat' as const], from: '08:00', to: '10:00' }] };

  test.each([
    ['while it is open', {}, '23T08:00', 0, undefined, undefined],
    ['at lunch', {}, '23T12:00', 0, 'SERVICE_CLOSED', '23T13:30'],
    ['the evening before a day on which it is closed', {}, '23T18:00', 0, 'SERVICE_CLOSED', '25T07:30'],
    ['of a service with hours of its own', saturdays, '23T08:00', 0, 'SERVICE_CLOSED', '28T08:00'],
    ['of such a service while it is open', saturdays, '28T09:00', 0, undefined, undefined],
    ['below the quota', { quota: 3 }, '23T08:00', 2, undefined, undefined],
    ['above the quota', { quota: 3 }, '23T08:00', 3, 'QUOTA_FULL', '25T07:30'],
    ['above the quota, out of hours', { quota: 3 }, '23T12:00', 3, 'SERVICE_CLOSED', '23T13:30'],
  ])('%s', (_, service, local, taken, code, opens) => {
    const answer = mayTake(site, service, at(local), taken);
    expect(answer.ok ? undefined : answer.fault).toEqual(code && { code, opensAt: at(opens!).toISOString() });
  });

  test('above the quota of a service that never closes is there when the next day of numbers begins', () => {
    const always = { ...site, queue: queueSchema.parse({}) };
    const opens = (local: string) => {
      const answer = mayTake(always, { quota: 1 }, at(local), 1);
      return answer.ok ? undefined : answer.fault.opensAt;
    };
    expect([opens('23T03:59'), opens('23T04:00')]).toEqual([
      at('23T04:00').toISOString(),
      at('24T04:00').toISOString(),
    ]);
  });

  test('of a service that will not open within two weeks comes without a time', () => {
    const answer = mayTake({ ...site, queue: queueSchema.parse({ hours: [] }) }, {}, at('23T08:00'), 0);
    expect(answer).toEqual({ ok: false, fault: { code: 'SERVICE_CLOSED' } });
  });
});
