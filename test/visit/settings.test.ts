import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseSite } from '../../core/settings.ts';

const text = readFileSync(new URL('../../assets/sites/ha-dong.json', import.meta.url), 'utf8');
const changed = (from: string, to: string) => {
  expect(text).toContain(from);
  return parseSite(text.replace(from, to), 'site.json');
};

test('the example site fits', () => {
  const site = parseSite(text, 'site.json');
  expect(site.ok && site.value.services).toHaveLength(7);
});

test('a file that names some screens only has the usual patience on the others', () => {
  const site = changed('"dayStartsAtHour": 4', '"dayStartsAtHour": 4, "patience": { "done": 9 }');
  expect(site).toMatchObject({ ok: true, value: { patience: { done: 9, choosing: 60, rating: 60, thanked: 8 } } });
});

test('settings that do not fit name file, path and what was expected, all at once', () => {
  const bad = text
    .replace('"letter": "B"', '"letter": "A"')
    .replace('"by": "tcp"', '"by": "fax"')
    .replace('"dat-dai", "xay-dung"', '"dat-dao", "xay-dung"')
    .replace('Asia/Ho_Chi_Minh', 'Asia/Hanoi');
  const site = parseSite(bad, 'site.json');
  expect(site.ok ? [] : [...site.fault].sort()).toEqual([
    'site.json: counters[4].services[0]: there is no service "dat-dao"',
    "site.json: kiosks[0].printer.line.by: Invalid discriminator value. Expected 'tcp' | 'serial' | 'usb' | 'cups' | 'windows'",
    'site.json: services[1].letter: "A" is already used above',
    'site.json: timeZone: must be a time zone such as Asia/Ho_Chi_Minh',
  ]);
});

test('half a file, a letter read as a digit and an unknown field are refused', () => {
  expect(parseSite(text.slice(0, 500), 'site.json').ok).toBe(false);
  expect(parseSite('null', 'site.json')).toMatchObject({ ok: false });
  expect(changed('"letter": "B"', '"letter": "O"').ok).toBe(false);
  expect(changed('"dayStartsAtHour": 4', '"dayStartsAtHour": 4, "useFakePrinter": true').ok).toBe(false);
});
