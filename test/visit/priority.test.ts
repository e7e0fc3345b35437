import { expect, test } from 'vitest';
import { priorityByAge } from '../../core/priority.ts';
import { classSchema } from '../../core/queue/settings.ts';
import { citizen, person } from './samples.ts';

const named = (id: string) => ({ id, name: { vi: id, en: id } });
const old = classSchema.parse({ ...named('cao-tuoi'), weight: 5, fromAge: 75 });
const veryOld = classSchema.parse({ ...named('rat-cao-tuoi'), weight: 8, fromAge: 80 });
const merit = classSchema.parse({ ...named('nguoi-co-cong'), weight: 20 });
const atLand = classSchema.parse({ ...named('sau-muoi'), weight: 9, fromAge: 60, scope: ['dat-dai'] });
const classes = [old, veryOld, merit, atLand];

const bornOn = (birthDay: string) => ({ ...citizen, person: { ...person, birthDay } });
const today = '2026-11-24';
const at = (birthDay: string, service = 'chung-thuc') => priorityByAge(bornOn(birthDay), service, classes, today);

test('the class begins on the birthday, not the day before', () => {
  expect(at('1951-11-25')).toBeUndefined();
  expect(at('1951-11-24')).toEqual({ class: 'cao-tuoi', proof: 'chip' });
});

test('of the classes that an age reaches, the one of the greatest weight', () => {
  expect(at('1940-01-01')).toEqual({ class: 'rat-cao-tuoi', proof: 'chip' });
  expect(priorityByAge(bornOn('1940-01-01'), 'chung-thuc', [veryOld, old], today)?.class).toBe('rat-cao-tuoi');
});

test('a class of some services counts at those alone', () => {
  expect(at('1940-01-01', 'dat-dai')?.class).toBe('sau-muoi');
  expect(at('1960-01-01', 'dat-dai')?.class).toBe('sau-muoi');
  expect(at('1960-01-01')).toBeUndefined();
});

test('a card that is not proved says nothing of an age', () => {
  expect(priorityByAge({ ...bornOn('1940-01-01'), isProved: false }, 'chung-thuc', classes, today)).toBeUndefined();
});

test('a class that no age gives is never given', () => {
  expect(priorityByAge(bornOn('1900-01-01'), 'chung-thuc', [merit], today)).toBeUndefined();
});
