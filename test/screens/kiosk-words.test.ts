import { expect, test } from 'vitest';
import { everyFault } from '../../core/faults.ts';
import { opensWords } from '../../renderer/kiosk/opens-words.ts';
import en from '../../renderer/text/en.json' with { type: 'json' };
import { textIn } from '../../renderer/text/text.ts';
import vi from '../../renderer/text/vi.json' with { type: 'json' };

const catalogues = { vi, en };
const parts = ['headline', 'reassurance', 'action'] as const;

test.each(['vi', 'en'] as const)('%s has words for every fault, and for no other', (language) => {
  const { faults } = catalogues[language];
  expect(Object.keys(faults).sort()).toEqual([...everyFault].sort());
  for (const fault of everyFault)
    for (const part of parts) expect(faults[fault][part], `${fault}.${part}`).toMatch(/\S/);
});

test('both languages have the same keys', () => {
  expect(keysOf(en)).toEqual(keysOf(vi));
});

test('both languages ask for the same values and mark the same words', () => {
  const places = (value: string) => (value.match(/\{\{\w+\}\}|<b>/g) ?? []).sort();
  const spoken = /\{\{(you|title)\}\}/;
  for (const [key, value] of leavesOf(vi)) {
    const english = places(leavesOf(en).get(key) ?? '');
    // English has no word for "ông" or "bà".
    expect(english, key).toEqual(places(value).filter((place) => !spoken.test(place)));
  }
});

test('words are composed letters, without what frightens', () => {
  for (const [key, value] of [...leavesOf(vi), ...leavesOf(en)]) {
    expect(value, key).toBe(value.normalize('NFC'));
    expect(value, key).not.toMatch(/lỗi|giả|vui lòng|error|fail|invalid|timeout/i);
  }
});

test('headlines of faults are short, and say no code', () => {
  for (const { headline } of Object.values(vi.faults)) expect(headline.split(/\s/).length).toBeLessThanOrEqual(8);
  for (const { headline } of [...Object.values(vi.faults), ...Object.values(en.faults)])
    expect(headline).not.toMatch(/\d|[a-z]-[a-z]/);
});

test('a service without numbers leads to another one or to a person', () => {
  for (const fault of ['service-closed', 'quota-full'] as const) {
    expect(vi.faults[fault].action).toMatch(/việc khác.*bàn Hướng dẫn/);
    expect(en.faults[fault].action).toMatch(/another.*help desk/);
  }
});

test('says when a service opens again: the hour today, the day too where it is another one', () => {
  const now = new Date('2026-11-23T04:45:00Z');
  const words = (at: string, language: 'vi' | 'en') => opensWords(at, now, 'Asia/Ho_Chi_Minh', language);
  expect(words('2026-11-23T06:30:00Z', 'vi')).toBe('Mở\u00a0lại\u00a0lúc\u00a013:30.');
  expect(words('2026-11-23T06:30:00Z', 'en')).toBe('Opens again at 13:30.');
  // Still Monday in London, already Tuesday in Hanoi.
  expect(words('2026-11-23T17:30:00Z', 'vi')).toBe('Mở\u00a0lại\u00a0lúc\u00a000:30, Thứ Ba 24/11.');
  expect(words('2026-11-27T00:30:00Z', 'en')).toBe('Opens again at 07:30, Friday 27/11.');
});

test('speaks to a person in their own pronoun', () => {
  const t = textIn('vi');
  expect(t('kiosk.choosing.headline', { you: t('honorific.elder-woman') })).toBe('Hôm nay bà làm việc gì?');
  expect(textIn('en')('kiosk.choosing.headline', { you: 'you' })).toBe('What do you need today?');
});

function leavesOf(branch: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(branch).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...leavesOf(value, `${path}${key}.`)],
    ),
  );
}

function keysOf(catalogue: object): string[] {
  return [...leavesOf(catalogue).keys()].sort();
}
