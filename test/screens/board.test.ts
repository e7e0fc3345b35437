import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faint, overflowing } from './counter-legible.ts';
import { at, launch, Stage, soundNeedsTouch } from './counter-stage.ts';

let browser: Browser;
let stage: Stage;
let board: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open();
  board = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await board.addInitScript(countChimes);
});
afterEach(async () => {
  await board.context().close();
  await stage.close();
});

/** Runs in the page: a chime is so many tones started at once. */
function countChimes(): void {
  const heard = { tones: 0 };
  Object.assign(window, { heard });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    heard.tones += 1;
    start.call(this, when);
  };
}
const chimes = (page = board) =>
  page.evaluate(() => (window as unknown as { heard: { tones: number } }).heard.tones / 4);
const open = async () => {
  await board.goto(`${stage.hub.url}/board/`);
  await board.waitForSelector('.board');
};
const shows = (number: string) => board.getByTestId('current-number').filter({ hasText: number }).waitFor();
const rows = () => board.getByTestId('call-row').allTextContents();

describe('the board of a hall', () => {
  it('shows and chimes what a counter calls by Space, calls again, and puts aside', async () => {
    const number = await stage.issue('chung-thuc');
    await open();
    await board.getByText('Mời ngồi chờ').waitFor();
    const counter = await browser.newPage();
    await stage.signIn(counter, 'quay-3');
    await counter.keyboard.press('Space');
    await shows(number);
    expect(await board.getByTestId('current-counter').textContent()).toBe('Quầy 3');
    expect(await chimes()).toBe(1);
    await counter.waitForSelector('[data-testid=call-next][aria-disabled=false]');
    await counter.keyboard.press('r');
    await board.getByText('Nhắc lại, mời số').waitFor();
    await expect.poll(() => chimes(), { timeout: 15_000 }).toBe(2);
    await counter.waitForSelector('[data-testid=call-next][aria-disabled=false]');
    await counter.keyboard.press('n');
    await board.getByTestId('missed-number').getByText(number).waitFor();
    await board.getByText('Mời ngồi chờ').waitFor();
    await counter.context().close();
  });

  it('shows what was called before it was switched on, in silence', async () => {
    const numbers = [await stage.issue('chung-thuc', 2), await stage.issue('dat-dai', 1)];
    const colleague = await stage.colleague();
    await colleague.callNext(at('quay-3'));
    await colleague.callNext(at('quay-5'));
    await open();
    await shows(numbers[1]!);
    expect(await rows()).toEqual([`${numbers[0]}3`]);
    expect(await chimes()).toBe(0);
  });

  it('gives calls that come at once one after the other, each with its chime', async () => {
    const numbers = [
      await stage.issue('chung-thuc', 3),
      await stage.issue('dat-dai', 2),
      await stage.issue('ket-qua', 1),
    ];
    const colleague = await stage.colleague();
    await open();
    for (const counter of ['quay-3', 'quay-5', 'quay-1']) await colleague.callNext(at(counter));
    for (const [index, number] of numbers.entries()) {
      await shows(number);
      await expect.poll(() => chimes()).toBe(index + 1);
      expect(await rows()).toHaveLength(index);
    }
  });
});

describe('a board that is cut off', () => {
  it('says so and keeps what it knew, then shows what it missed without calling it', async () => {
    const first = await stage.issue('chung-thuc', 3);
    for (let minute = 2; minute > 0; minute--) await stage.issue('chung-thuc', minute);
    let isCut = false;
    const ends: (() => Promise<void>)[] = [];
    await board.routeWebSocket(/\/live$/, (screen) => {
      if (isCut) return void screen.close();
      ends.push(() => screen.close());
      screen.connectToServer();
    });
    const colleague = await stage.colleague();
    await open();
    stage.hubClockOffMs = -120_000;
    await colleague.callNext(at('quay-3'));
    await shows(first);
    isCut = true;
    await Promise.all(ends.map((end) => end()));
    await board.getByTestId('link-lost').waitFor();
    await shows(first);
    stage.hubClockOffMs = -60_000;
    await colleague.callNext(at('quay-3'));
    const { ticket } = await colleague.callNext(at('quay-3'));
    stage.hubClockOffMs = 0;
    isCut = false;
    await board.getByTestId('link-lost').waitFor({ state: 'detached' });
    await shows(ticket!.number);
    expect(await chimes()).toBe(1);
    await colleague.recall({ ...at('quay-3'), ticketId: ticket!.id });
    await expect.poll(() => chimes(), { timeout: 15_000 }).toBe(2);
  });

  it('finds the hub again after its restart', async () => {
    const number = await stage.issue('chung-thuc');
    await open();
    await stage.stopHub();
    await board.getByTestId('link-lost').waitFor();
    await stage.startHub();
    await board.getByTestId('link-lost').waitFor({ state: 'detached' });
    await (await stage.colleague()).callNext(at('quay-3'));
    await shows(number);
  });
});

describe('a board in a browser that keeps pages silent', () => {
  it('asks for one touch', async () => {
    const strict = await launch(soundNeedsTouch);
    try {
      const page = await strict.newPage();
      await page.goto(`${stage.hub.url}/board/`);
      await page.getByTestId('sound-on').click();
      await page.getByTestId('sound-on').waitFor({ state: 'detached' });
    } finally {
      await strict.close();
    }
  });
});

describe('the words of a board', () => {
  it.each([
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
    { width: 1366, height: 768 },
  ])('fit and can be read at $width x $height', async (size) => {
    await board.setViewportSize(size);
    const colleague = await stage.colleague();
    await open();
    expect([await overflowing(board), await faint(board)]).toEqual([[], []]);
    for (const [service, counter] of [
      ['chung-thuc', 'quay-3'],
      ['xay-dung', 'quay-5'],
      ['tro-cap', 'quay-2'],
      ['ket-qua', 'quay-1'],
      ['ho-tich', 'quay-4'],
    ] as const) {
      for (let round = 0; round < 4; round++) {
        await stage.issue(service);
        const { ticket } = await colleague.callNext(at(counter));
        if (round < 3) await colleague.miss({ ...at(counter), ticketId: ticket!.id });
      }
    }
    await board.reload();
    await board.getByTestId('current-number').waitFor();
    expect([await overflowing(board), await faint(board)]).toEqual([[], []]);
  });
});
