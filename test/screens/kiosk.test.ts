import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { layoutProblems } from './gallery/layout.ts';
import { type Gallery, landscape, openGallery, portrait, show } from './gallery/open-gallery.ts';
import { viewOf, views } from './gallery/views.ts';

let gallery: Gallery;
let page: Page;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());
afterEach(() => page.close());

const person = { honorific: 'elder-man', name: 'T.Q. Bình', birthYear: '1953', idTail: '481' } as const;
const waysOut = ['leave', 'deny', 'skip-card'];

describe.each([
  { way: 'portrait', size: portrait },
  { way: 'landscape', size: landscape },
])('$way', ({ size }) => {
  test.each([
    { language: 'vi', text: 'usual' },
    { language: 'en', text: 'usual' },
    { language: 'vi', text: 'large' },
    { language: 'en', text: 'large' },
  ])('every screen fits: $language, $text text', async ({ language, text }) => {
    page = await gallery.open(size);
    const problems: Record<string, string[]> = {};
    for (const [name, view] of views) {
      await show(page, view);
      await choose(language, text);
      const found = await page.evaluate(layoutProblems);
      if (found.length > 0) problems[name] = found;
    }
    expect(problems).toEqual({});
  });

  test.each(['usual', 'large'])('every question of the keypad fits: %s text', async (text) => {
    page = await gallery.open(size);
    await show(page, viewOf({ at: 'keying', hasCard: true, hasKey: false, fault: 'access-key-wrong' }));
    await choose('vi', text);
    await page.getByTestId('type-digits').click();
    for (const digits of ['001053004481', '15081953', '15081978']) {
      expect(await page.evaluate(layoutProblems)).toEqual([]);
      await type(digits);
      expect(await page.evaluate(layoutProblems)).toEqual([]);
      await page.getByTestId('next').click();
    }
  });
});

describe('a citizen', () => {
  beforeEach(async () => {
    page = await gallery.open(portrait);
  });

  test('always has a way out, except while the machine writes, prints or sends', async () => {
    for (const [name, view] of views) {
      const { screen } = view;
      if (['issuing', 'printing'].includes(screen.at) || (screen.at === 'rating' && screen.isSending)) continue;
      await show(page, view);
      const shown = await Promise.all(waysOut.map((id) => page.getByTestId(id).count()));
      expect(
        shown.some((count) => count > 0),
        name,
      ).toBe(true);
    }
  });

  test('changes the language by one touch; the next one finds Vietnamese', async () => {
    await show(page, viewOf({ at: 'welcome' }));
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Place your ID card on the reader' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await show(page, viewOf({ at: 'choosing' }));
    await page.getByRole('heading', { name: 'What do you need today?' }).waitFor();
    await show(page, viewOf({ at: 'welcome' }));
    await page.getByRole('heading', { name: 'Mời đặt thẻ căn cước lên đầu đọc' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('vi');
  });

  test('makes the text larger; the next one finds it as usual', async () => {
    await show(page, viewOf({ at: 'choosing' }));
    await page.getByRole('button', { name: 'Chữ to hơn' }).click();
    await page.getByRole('button', { name: 'Chữ vừa' }).waitFor();
    await show(page, viewOf({ at: 'welcome' }));
    await page.getByRole('button', { name: 'Chữ to hơn' }).waitFor();
  });

  test('is spoken to as the card says', async () => {
    await show(page, viewOf({ at: 'confirming', person }));
    await page.getByRole('heading', { name: 'Đây có phải là ông không?' }).waitFor();
    await page.getByText('Đọc xong. Mời ông cầm lại thẻ').waitFor();
    await show(page, viewOf({ at: 'choosing', person: { ...person, honorific: 'elder-woman' } }));
    await page.getByRole('heading', { name: 'Hôm nay bà làm việc gì?' }).waitFor();
  });

  test('is told when a service opens again, and how long it may take', async () => {
    await show(page, views.get('choosing-lunch'));
    await page.getByText('Mở\u00a0lại\u00a0lúc\u00a013:30.').waitFor();
    await page.getByText('Mời chọn việc khác, hoặc hỏi bàn Hướng dẫn.').waitFor();
    for (const [name, words] of [
      ['done-wait-known', 'Chờ khoảng20–35 phút'],
      ['done-wait-soon', 'Chờ dưới10 phút'],
      ['done-wait-none', 'Chờ dưới5 phút'],
    ] as const) {
      await show(page, views.get(name));
      expect(await page.locator('.waiting').textContent()).toBe(`Phía trước còn5 người${words}`);
    }
  });

  test('cannot press by a second tap what has just appeared', async () => {
    await show(page, viewOf({ at: 'confirming', person }));
    expect(await page.evaluate(() => window.sent)).toEqual([]);
    const isEnabledAtOnce = await page.evaluate(
      (view) => {
        window.show(view);
        return new Promise<boolean>((resolve) => {
          const watcher = new MutationObserver(() => {
            const tile = document.querySelector('[data-testid^="service-"]');
            if (tile) resolve(!tile.matches(':disabled'));
          });
          watcher.observe(document.body, { subtree: true, childList: true });
        });
      },
      viewOf({ at: 'choosing' }),
    );
    expect(isEnabledAtOnce).toBe(false);
    await page.getByTestId('service-dat-dai').click();
    expect(await page.evaluate(() => window.sent)).toEqual([
      { type: 'service-chosen', service: 'dat-dai', language: 'vi' },
    ]);
  });

  test('types the number of the card, and no more', async () => {
    await show(page, viewOf({ at: 'keying', hasCard: true, hasKey: false }));
    await page.getByTestId('type-digits').click();
    await type('001053004481');
    await page.getByTestId('next').click();
    expect(await page.evaluate(() => window.sent)).toEqual([
      { type: 'digits-typed', idNumber: '001053004481', birthDay: '', expiryDay: '' },
    ]);
  });

  test('types both days too where the number did not open the chip, one question at a time, and may go back', async () => {
    await show(page, viewOf({ at: 'keying', hasCard: true, hasKey: false, fault: 'access-key-wrong' }));
    await page.getByTestId('type-digits').click();
    await type('00105300448');
    expect(await page.getByTestId('next').isDisabled()).toBe(true);
    await type('11');
    await page.getByTestId('next').click();
    await page.getByRole('heading', { name: 'Mời nhập ngày sinh' }).waitFor();
    await page.getByTestId('back').click();
    await page.getByRole('heading', { name: 'Mời nhập 12 số căn cước' }).waitFor();
    await page.getByTestId('next').click();
    await type('15081952');
    await page.getByRole('button', { name: 'Xoá một số' }).click();
    await type('3');
    await page.getByTestId('next').click();
    await page.getByRole('button', { name: 'Không thời hạn' }).click();
    expect(await page.evaluate(() => window.sent)).toEqual([
      { type: 'digits-typed', idNumber: '001053004481', birthDay: '15081953', expiryDay: '' },
    ]);
    await page.getByTestId('type-digits').waitFor();
  });

  test('is known to be there by any touch, without a flood of messages', async () => {
    await show(page, viewOf({ at: 'choosing' }));
    for (let taps = 0; taps < 3; taps += 1) await page.touchscreen.tap(20, 1000);
    expect(await page.evaluate(() => window.touches)).toBe(1);
  });

  test('is asked for a touch before a question is taken away, and never on a screen that only tells', async () => {
    await show(page, viewOf({ at: 'choosing' }, 20_000));
    await page.getByRole('button', { name: 'Chạm vào đây để có thêm thời gian' }).waitFor();
    await show(page, viewOf({ at: 'choosing' }, 60_000));
    await page.getByTestId('language').waitFor();
  });

  test('sees how much has been read', async () => {
    await show(page, viewOf({ at: 'reading', percent: 62 }));
    expect(await page.getByTestId('percent').textContent()).toBe('62%');
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('62');
  });

  test('sees the number whatever became of the paper', async () => {
    for (const [name, view] of views) {
      if (view.screen.at !== 'done' && view.screen.at !== 'printing') continue;
      await show(page, view);
      expect(await page.getByTestId('number').textContent(), name).toBe(view.screen.ticket.number);
    }
  });
});

test('nothing on the screens breaks the content security policy', async () => {
  page = await gallery.open(portrait);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(error.message));
  for (const view of [...views.values(), undefined]) await show(page, view);
  expect(refused).toEqual([]);
});

/** As a citizen would, on the screen that is there now. */
async function choose(language: string, text: string): Promise<void> {
  if ((await page.getAttribute('html', 'lang')) !== language) await page.getByTestId('language').click();
  if ((await page.getAttribute('html', 'data-text')) !== text) await page.getByTestId('text-size').click();
}

async function type(digits: string): Promise<void> {
  for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}
