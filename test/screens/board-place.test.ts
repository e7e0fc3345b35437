import { describe, expect, it } from 'vitest';
import { hallOf, placesOf } from '../../renderer/board/hall.ts';
import { headingOf, placeInWords, signOf, under } from '../../renderer/board/place-sign.ts';
import { textIn } from '../../renderer/text/text.ts';
import { hospital, wardOffice } from './board-gallery/sites.ts';

type Counter = Parameters<typeof signOf>[0];
const vi = textIn('vi');
const sign = (name: string, over: Partial<Counter> = {}) =>
  signOf({ name: { vi: name, en: name }, kind: 'counter', ...over }, 'vi', vi);

describe('a sign', () => {
  it.each([
    { name: 'Quầy 3', head: 'Quầy', number: '3' },
    { name: 'Quầy 12A', head: 'Quầy', number: '12A' },
    { name: 'Cửa B', head: 'Cửa', number: 'B' },
    { name: 'Phòng 205 · tầng 2', head: 'Phòng', number: '205' },
    { name: 'Phòng A.205', head: 'Phòng', number: 'A.205' },
  ])('tells $name apart by $number', ({ name, head, number }) => {
    expect(sign(name)).toMatchObject({ head, sign: number });
  });

  it('has the word of its kind where the name is a number only', () => {
    expect(sign('205', { kind: 'room', floor: 2 })).toEqual({ head: 'Phòng', sign: '205', floor: 'tầng 2' });
    expect(sign('7')).toMatchObject({ head: 'Quầy', sign: '7' });
    expect(sign('7', { floor: 0 })).toMatchObject({ floor: 'tầng trệt' });
  });

  it.each(['Phòng khám Nội 2', 'Bàn Hướng dẫn', 'Quầy'])('of %s is its whole name', (name) => {
    expect(sign(name)).toEqual({ head: undefined, sign: name, floor: undefined });
  });

  it('is said in words for whoever took the number in another language', () => {
    expect(placeInWords(sign('Phòng 205', { floor: 2 }))).toBe('Phòng 205, tầng 2');
    expect(placeInWords(sign('Bàn Hướng dẫn'))).toBe('Bàn Hướng dẫn');
  });
});

describe('the heading of the rows', () => {
  it('says once what all places share', () => {
    const places = [sign('Phòng 205', { floor: 2 }), sign('Phòng 206', { floor: 2 })];
    const heading = headingOf(places);
    expect(heading).toEqual({ head: 'Phòng', floor: 'tầng 2' });
    expect(under(heading, places[0]!)).toEqual({ head: undefined, sign: '205', floor: undefined });
  });

  it('leaves to each what they do not share', () => {
    const places = [sign('Phòng 105', { floor: 1 }), sign('Quầy 3'), sign('Phòng khám Nội')];
    const heading = headingOf(places);
    expect(heading).toEqual({ head: undefined, floor: undefined });
    expect(under(heading, places[0]!).floor).toBe('Phòng · tầng 1');
  });
});

describe('a hall', () => {
  it('has the counters of its zone; those without one are in the first', () => {
    expect(hallOf(hospital, 'tiep-don')?.counters.map(({ id }) => id)).toEqual(wardOffice.counters.map(({ id }) => id));
    expect(hallOf(hospital, 'kham')?.counters).toHaveLength(7);
    expect(hallOf(hospital, undefined)?.counters).toHaveLength(12);
    expect(hallOf(hospital, 'mai-nha')).toBeUndefined();
  });

  it('tells the voice kind, number and floor', () => {
    expect(placesOf(hallOf(hospital, 'kham')!).get('phong-205')).toEqual({ kind: 'room', number: '205', floor: 2 });
  });
});
