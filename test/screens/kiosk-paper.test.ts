import jsqr from 'jsqr';
import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Gallery, landscape, openGallery, portrait, show } from './gallery/open-gallery.ts';
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

const buttons = () => page.locator('.done-actions button').allTextContents();

test('a slip that is known to be there is offered no more; one that was only sent should come out, and may be asked for', async () => {
  await show(page, views.get('done'));
  await page.getByText('Lấy phiếu ở khe bên dưới').waitFor();
  expect(await buttons()).toEqual(['Xong']);
  await show(page, views.get('done-sent'));
  await page.getByText('Phiếu sẽ ra ở khe bên dưới').waitFor();
  expect(await buttons()).toEqual(['In lại', 'Xong']);
  expect(await page.getByTestId('print-again').getAttribute('class')).toContain('button-quiet');
});

test('where nobody but the citizen can know, the citizen is asked', async () => {
  await show(page, views.get('printing-interrupted'));
  await page.getByText('Đã nhận được phiếu chưa?').waitFor();
  expect(await buttons()).toEqual(['Chưa, in lại', 'Đã nhận']);
  await show(page, views.get('done-unknown-last'));
  await page.getByText('Hãy ghi nhớ số này').waitFor();
  expect(await buttons()).toEqual(['Xong']);
});

test.each([portrait, landscape])(
  'a number without paper has its page as a QR that a camera reads: %o',
  async (size) => {
    await page.setViewportSize(size);
    const view = views.get('paper-out');
    await show(page, view);
    await page.getByText('Máy đang hết giấy').waitFor();
    await page.getByText('Mời gọi cán bộ').waitFor();
    const { data, width, height } = PNG.sync.read(await page.locator('.ticket-code').screenshot());
    const link = view?.screen.at === 'done' && view.screen.link;
    expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(link);
  },
);

test('whoever chooses is told before that there will be no paper, and only then', async () => {
  await show(page, views.get('choosing'));
  expect(await page.getByTestId('no-paper').count()).toBe(0);
  await show(page, views.get('choosing-paper-out'));
  const told = await page.getByTestId('no-paper').textContent();
  expect(told).toBe('Máy đang hết giấy. Số sẽ hiện trên màn hình để ông/bà ghi lại hoặc chụp ảnh.');
  await page.getByTestId('service-chung-thuc').click();
  expect(await page.evaluate(() => window.sent)).toEqual([
    { type: 'service-chosen', service: 'chung-thuc', language: 'vi' },
  ]);
});
