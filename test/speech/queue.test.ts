import { describe, expect, it } from 'vitest';
import type { Spoken } from '../../core/speech/spoken.ts';
import { type Coming, call, closing, hallHears, minutes, missed, over } from './zone.ts';

const FOUR_SECONDS = () => 4000;
const says = (...coming: [number, Spoken][]) =>
  minutes(
    hallHears(
      coming.map(([seconds, spoken]): Coming => ({ at: seconds * 1000, spoken })),
      FOUR_SECONDS,
    ),
  );

describe('the voice of a zone', () => {
  it('says a call twice in a quiet hall', () => {
    expect(says([0, call('B001')])).toEqual(['0.0 B001', '5.2 B001 again']);
  });

  it('says two calls that collide one after the other, each once while the other waits', () => {
    expect(says([0, call('B001', '1')], [0, call('H001', '2')])).toEqual(['0.0 B001', '4.0 H001', '9.2 H001 again']);
  });

  it('lets a new call go before a second saying', () => {
    expect(says([0, call('B001', '1')], [4.5, call('H001', '2')])).toEqual([
      '0.0 B001',
      '4.5 H001',
      '8.5 B001 again',
      '12.5 H001 again',
    ]);
  });

  it('says no second time what is older than 20 s', () => {
    const others = [4.5, 8, 12, 16, 20].map((at, index): [number, Spoken] => [at, call(`H00${index}`, '2')]);
    expect(says([0, call('B001', '1')], ...others).filter((line) => line.includes('B001'))).toEqual(['0.0 B001']);
  });

  it('has no more than three second sayings to go, the last ones', () => {
    const calls = [0, 0.2, 0.4, 0.6, 0.8].map((at, n): Coming => ({ at: at * 1000, spoken: call(`B00${n}`) }));
    const heard = minutes(hallHears(calls, () => 100));
    expect(heard.slice(5)).toEqual(['1.7 B002 again', '1.9 B003 again', '2.1 B004 again']);
  });

  it('says each of thirty calls that come at once, in order', () => {
    const numbers = Array.from({ length: 30 }, (_, index) => `B${String(index + 1).padStart(3, '0')}`);
    const heard = says(...numbers.map((number, index): [number, Spoken] => [0, call(number, String(index))]));
    expect(heard.slice(0, 30)).toEqual(numbers.map((number, index) => `${(index * 4).toFixed(1)} ${number}`));
    expect(heard.slice(30)).toEqual(['121.2 B030 again']);
  });

  it('says once what the feed says twice', () => {
    const once = call('B001');
    expect(says([0, once], [1, once], [60, once])).toEqual(['0.0 B001', '5.2 B001 again']);
  });

  it('calls again whoever is called again: in another room, or after the call was taken back', () => {
    expect(says([0, call('K001', '1')], [60, call('K001', '2')], [61, over('K001')], [90, call('K001', '1')])).toEqual([
      '0.0 K001',
      '5.2 K001 again',
      '60.0 K001',
      '90.0 K001',
      '95.2 K001 again',
    ]);
  });

  it('says nothing more of a call that was taken back', () => {
    expect(says([0, call('B001', '1')], [0, call('H001', '2')], [1, over('H001')])).toEqual([
      '0.0 B001',
      '5.2 B001 again',
    ]);
    expect(says([0, call('B001', '1')], [2, over('B001')])).toEqual(['0.0 B001']);
    expect(says([0, call('B001', '1')], [4.5, over('B001')])).toEqual(['0.0 B001']);
  });
});

describe('what is not a first call', () => {
  it('a recall is said once, in its turn', () => {
    expect(says([0, call('B001', '1')], [30, call('B001', '1', true)])).toEqual([
      '0.0 B001',
      '5.2 B001 again',
      '30.0 B001 recall',
    ]);
  });

  it('a recall takes the place of the second saying, and of a recall before it', () => {
    expect(says([0, call('B001')], [1, call('B001', '1', true)], [2, call('B001', '1', true)])).toEqual([
      '0.0 B001',
      '4.0 B001 recall',
    ]);
  });

  it('a recall of a number that was not called yet is that call', () => {
    expect(says([0, call('H001', '2')], [0, call('B001', '1')], [1, call('B001', '1', true)])).toEqual([
      '0.0 H001',
      '4.0 B001',
      '9.2 B001 again',
    ]);
  });

  it('a recall that waited 20 s is dropped, the calls before it are not', () => {
    const calls = [1, 2, 3, 4, 5, 6].map((n): [number, Spoken] => [0, call(`B00${n}`, String(n))]);
    const heard = says(...calls, [0.1, call('H009', '9', true)]);
    expect(heard.filter((line) => line.includes('H009'))).toEqual([]);
    expect(heard.filter((line) => !line.includes('again'))).toHaveLength(6);
  });

  it('a missed number is sent to the help desk, and hears that it keeps its number where nobody waits', () => {
    expect(says([0, missed('B001')])).toEqual(['0.0 B001 missed with time']);
    expect(says([0, missed('B001')], [0, call('H001')]).slice(0, 1)).toEqual(['0.0 B001 missed with time']);
    expect(says([0, call('H001')], [0, missed('B001')], [0, call('H002')]).slice(0, 2)).toEqual([
      '0.0 H001',
      '4.0 B001 missed',
    ]);
  });

  it('a number missed before its call was said is surely sent to the help desk instead', () => {
    const calls = [1, 2, 3, 4, 5, 6, 7].map((n): [number, Spoken] => [0, call(`B00${n}`, String(n))]);
    const heard = says(...calls, [1, missed('B007')]);
    expect(heard.at(-1)).toBe('24.0 B007 missed with time');
    expect(heard.filter((line) => line.includes('B007'))).toHaveLength(1);
  });

  it('a counter that closes says so once', () => {
    expect(says([0, call('B001', '2')], [1, closing('1')], [2, closing('1')])).toEqual(['0.0 B001', '4.0 1 closing']);
  });
});
