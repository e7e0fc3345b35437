import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lettersOf, longestAfter, mayAdd, numberOf } from '../../renderer/kiosk/rating/typed-number.ts';
import { layoutProblems } from './gallery/layout.ts';
import { type Gallery, landscape, openGallery, portrait, show } from './gallery/open-gallery.ts';
import { site } from './gallery/site.ts';
import { viewOf, views } from './gallery/views.ts';

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());
afterEach(() => page?.close());

const asked = viewOf({ at: 'rating', isSending: false });
const refusedAs = (fault: 'number-unknown' | 'hub-away') => viewOf({ at: 'rating', isSending: false, fault });

describe.each([
  { way: 'portrait', size: portrait },
  { way: 'landscape', size: landscape },
])('every question fits, $way', ({ size }) => {
  test.each([
    { language: 'vi', text: 'usual' },
    { language: 'en', text: 'usual' },
    { language: 'vi', text: 'large' },
    { language: 'en', text: 'large' },
  ])('$language, $text text', async ({ language, text }) => {
    page = await gallery.open(size);
    await show(page, asked);
    if (language === 'en') await page.getByTestId('language').click();
    if (text === 'large') await page.getByTestId('text-size').click();
    const fits = async () => expect(await page.evaluate(layoutProblems)).toEqual([]);
    await fits();
    await type('BK01234');
    await fits();
    await page.getByTestId('next').click();
    await page.getByTestId('face-5').waitFor();
    await fits();
    await page.getByTestId('face-1').click();
    await page.getByTestId('reason-manner').click();
    await fits();
    await page.getByTestId('send').click();
    await page.locator('.spinner').waitFor();
    await fits();
    await show(page, refusedAs('number-unknown'));
    await page.getByTestId('refused-number').waitFor();
    await fits();
  });
});

describe('a citizen whose visit is over', () => {
  beforeEach(async () => {
    page = await gallery.open(portrait);
  });

  test('finds the way to the rating at welcome, below what a card is for', async () => {
    await show(page, views.get('welcome'));
    const boxes = await Promise.all(['rate', 'skip-card'].map((id) => page.getByTestId(id).boundingBox()));
    const [rate, skip] = boxes.map((box) => box!);
    expect(rate!.height).toBeGreaterThanOrEqual(60);
    expect(rate!.y).toBeGreaterThan(skip!.y + skip!.height);
    expect(rate!.width * rate!.height).toBeLessThan((skip!.width * skip!.height) / 3);
    await page.getByRole('button', { name: 'Đánh giá lần phục vụ' }).click();
    expect(await sent()).toEqual([{ type: 'rating-asked' }]);
  });

  test('types a number and touches a good face: that is all', async () => {
    await show(page, asked);
    await type('B27');
    await page.getByTestId('next').click();
    await page.getByRole('button', { name: 'Rất hài lòng', exact: true }).dblclick();
    expect(await sent()).toEqual([{ type: 'rated', number: 'B027', score: 5, reasons: [] }]);
  });

  test('is asked for reasons at three and below, and may go back before anything is sent', async () => {
    await show(page, asked);
    await type('A047');
    await page.getByTestId('next').click();
    await page.getByTestId('face-3').click();
    await page.getByRole('heading', { name: 'Điều gì chưa tốt?' }).waitFor();
    await page.getByTestId('reason-manner').click();
    await page.getByTestId('back').click();
    expect(await page.getByTestId('face-3').getAttribute('aria-pressed')).toBe('true');
    await page.getByTestId('face-2').click();
    for (const reason of ['manner', 'place', 'long-wait']) await page.getByTestId(`reason-${reason}`).click();
    expect(await sent()).toEqual([]);
    await page.getByTestId('send').click();
    expect(await sent()).toEqual([{ type: 'rated', number: 'A047', score: 2, reasons: ['long-wait', 'place'] }]);
  });

  test('corrects a number that is not known, and answers nothing else again', async () => {
    await show(page, asked);
    await type('H008');
    await page.getByTestId('next').click();
    await page.getByTestId('face-2').click();
    await page.getByTestId('send').click();
    await show(page, refusedAs('number-unknown'));
    await page.getByRole('heading', { name: 'Chưa tìm thấy lượt của số này' }).waitFor();
    expect(await page.getByTestId('refused-number').textContent()).toBe('H008');
    await page.getByTestId('retype').click();
    await page.getByRole('button', { name: 'Xoá một số' }).click();
    await type('9');
    await page.getByTestId('next').click();
    await page.getByTestId('face-2').click();
    await page.getByTestId('send').click();
    expect((await sent()).map((touch) => touch.type === 'rated' && touch.number)).toEqual(['H008', 'H009']);
    await page.locator('.spinner').waitFor();
  });

  test('sends the same again by one touch where the hub was away', async () => {
    await show(page, asked);
    await type('B027');
    await page.getByTestId('next').click();
    await page.getByTestId('face-4').click();
    await show(page, viewOf({ at: 'rating', isSending: true }));
    await show(page, refusedAs('hub-away'));
    await page.getByTestId('send-again').click();
    const rated = { type: 'rated', number: 'B027', score: 4, reasons: [] };
    expect(await sent()).toEqual([rated, rated]);
  });

  test('is offered another number only where one could help', async () => {
    for (const [name, retypes] of [
      ['number-unknown', 1],
      ['already-rated', 1],
      ['tries-used-up', 0],
    ] as const) {
      await show(page, views.get(name));
      await page.locator(`[data-fault="${name}"]`).waitFor();
      expect(await page.getByTestId('retype').count(), name).toBe(retypes);
      expect(await page.getByTestId('leave').count(), name).toBe(1);
    }
  });

  test('is thanked; the next one finds no number and Vietnamese', async () => {
    await show(page, asked);
    await page.getByTestId('language').click();
    await type('B027');
    await show(page, viewOf({ at: 'thanked' }));
    await page.getByRole('heading', { name: 'Thank you for your rating' }).waitFor();
    await show(page, viewOf({ at: 'keying', hasCard: true, hasKey: false }));
    expect(await page.getAttribute('html', 'lang')).toBe('vi');
    await show(page, asked);
    expect(await page.locator('.slots').textContent()).toBe('');
  });
});

test('letters come in the order of the slip: of a service first, of a kiosk second, then digits', () => {
  expect(lettersOf(site)).toEqual(['A', 'B', 'H', 'K', 'L', 'M', 'X']);
  const next = (typed: string) => lettersOf(site).filter((letter) => mayAdd(letter, typed, site));
  expect(next('')).toEqual(['A', 'B', 'H', 'K', 'L', 'M', 'X']);
  expect(next('B')).toEqual(['K', 'L']);
  expect(next('BK')).toEqual([]);
  expect(next('B0')).toEqual([]);
  const small = { services: site.services.slice(0, 1), kioskLetters: ['K'] as const };
  expect(lettersOf({ ...small, kioskLetters: [...small.kioskLetters] })).toEqual(['A', 'K']);
  expect(['', 'B', 'BK', 'BK0'].map(longestAfter)).toEqual([0, 6, 7, 7]);
});

test('a number is whole with a letter and a digit other than nought, and has its noughts also where they were left out', () => {
  expect(['', '7', 'B', 'B0', 'B000'].map(numberOf)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(['B7', 'B07', 'B007', 'BK12', 'A1024'].map(numberOf)).toEqual(['B007', 'B007', 'B007', 'BK012', 'A1024']);
});

const sent = () => page.evaluate(() => window.sent);

/** As on the slip: letters by their keys, digits by theirs. */
async function type(number: string): Promise<void> {
  for (const sign of number)
    await (/\d/.test(sign)
      ? page.getByRole('button', { name: sign, exact: true })
      : page.getByTestId(`letter-${sign}`)
    ).click();
}
