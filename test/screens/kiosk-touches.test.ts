import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Gallery, openGallery, portrait, show } from './gallery/open-gallery.ts';
import { views } from './gallery/views.ts';

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());
beforeEach(async () => {
  page = await gallery.open(portrait);
});
afterEach(() => page.close());

test.each([
  { at: 'welcome', id: 'skip-card', sent: { type: 'card-skipped' } },
  { at: 'reading', id: 'leave', sent: { type: 'left' } },
  { at: 'confirming', id: 'confirm', sent: { type: 'confirmed' } },
  { at: 'confirming', id: 'deny', sent: { type: 'left' } },
  {
    at: 'choosing',
    id: 'service-chung-thuc',
    sent: { type: 'service-chosen', service: 'chung-thuc', language: 'vi' },
  },
  { at: 'choosing', id: 'leave', sent: { type: 'left' } },
  { at: 'paper-out', id: 'print-again', sent: { type: 'print-again' } },
  { at: 'paper-out', id: 'leave', sent: { type: 'left' } },
  { at: 'done-sent', id: 'print-again', sent: { type: 'print-again' } },
  { at: 'printer-silent', id: 'print-again', sent: { type: 'print-again' } },
  { at: 'printer-silent', id: 'leave', sent: { type: 'left' } },
  { at: 'card-unknown', id: 'skip-card', sent: { type: 'card-skipped' } },
  { at: 'welcome', id: 'rate', sent: { type: 'rating-asked' } },
  { at: 'rating', id: 'leave', sent: { type: 'left' } },
  { at: 'already-rated', id: 'leave', sent: { type: 'left' } },
  { at: 'thanked', id: 'leave', sent: { type: 'left' } },
])('on $at, $id says it once', async ({ at, id, sent }) => {
  await show(page, views.get(at));
  await page.getByTestId(id).dblclick();
  expect(await page.evaluate(() => window.sent)).toEqual([sent]);
});

test('says in which language the service was chosen', async () => {
  await show(page, views.get('choosing'));
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByTestId('service-chung-thuc').click();
  expect(await page.evaluate(() => window.sent)).toEqual([
    { type: 'service-chosen', service: 'chung-thuc', language: 'en' },
  ]);
});
