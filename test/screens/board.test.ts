import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import script from '../../assets/voice/clips.json' with { type: 'json' };
import { openEye } from '../stage/browser.ts';
import { at, launch, Stage, soundNeedsTouch } from './counter-stage.ts';

type Colleague = Awaited<ReturnType<Stage['colleague']>>;

let browser: Browser;
let stage: Stage;
let board: Page;
let colleague: Colleague;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open();
  colleague = await stage.colleague();
  board = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await board.addInitScript(countChimes, script.chime.lastsMs / 1000);
});
afterEach(async () => {
  await board.context().close();
  await stage.close();
});

/** Runs in the page: each thing that is said for the first time begins with the chime. */
function countChimes(lasts: number): void {
  const heard = { chimes: 0 };
  Object.assign(window, { heard });
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (Math.abs((this.buffer?.duration ?? 0) - lasts) < 0.001) heard.chimes += 1;
    start.apply(this, when);
  };
}
const chimes = () => board.evaluate(() => (window as unknown as { heard: { chimes: number } }).heard.chimes);
const open = async (query = '') => {
  await board.goto(`${stage.hub.url}/board/${query}`);
  await board.waitForSelector('.board');
  await board.getByTestId('link-lost').waitFor({ state: 'detached' });
};
const shows = (number: string) => board.getByTestId('current-number').filter({ hasText: number }).waitFor();
const cards = () => board.getByTestId('current-number').allTextContents();
const rows = () => board.getByTestId('call-row').allTextContents();
const call = async (counter: string) => {
  const { turn } = await colleague.callNext(at(counter));
  if (!turn) throw new Error('nobody waits');
  return turn;
};

describe('the board of a hall', () => {
  it('shows and says what is called, called again and missed, and forgets what is taken back', async () => {
    const number = await stage.issue('chung-thuc');
    await open();
    await board.getByText('Mời ngồi chờ').waitFor();
    const { ticketId } = await call('quay-3');
    await shows(number);
    expect(await board.getByTestId('current-counter').textContent()).toBe('Quầy 3 tầng 1');
    await expect.poll(chimes).toBe(1);
    await colleague.recall({ ...at('quay-3'), ticketId });
    await board.getByText('Nhắc lại, mời số').waitFor();
    await colleague.miss({ ...at('quay-3'), ticketId });
    await board.getByTestId('missed-number').getByText(number).waitFor({ timeout: 15_000 });
    await board.getByTestId('promise').getByText('không phải lấy số lại').waitFor();
    const other = await stage.issue('chung-thuc');
    await call('quay-3');
    await shows(other);
    await colleague.undo(at('quay-3'));
    await board.getByText('Mời ngồi chờ').waitFor();
    expect([await rows(), await cards()]).toEqual([[], []]);
  });

  it('shows what was called before it was switched on, in silence', async () => {
    const numbers = [await stage.issue('chung-thuc', 2), await stage.issue('dat-dai', 1)];
    await call('quay-3');
    await call('quay-5');
    await open();
    await shows(numbers[1]!);
    expect(await rows()).toEqual([`${numbers[0]}3 tầng 1`]);
    expect([await chimes(), await board.locator('.fresh').count()]).toEqual([0, 0]);
  });

  it('shows calls that come at once beside each other, and says one after the other', async () => {
    const numbers: string[] = [];
    for (const service of ['chung-thuc', 'dat-dai', 'ket-qua']) numbers.push(await stage.issue(service));
    await open();
    for (const counter of ['quay-3', 'quay-5', 'quay-1']) await call(counter);
    await expect.poll(cards).toEqual(numbers);
    await expect.poll(chimes, { timeout: 30_000 }).toBe(3);
    await expect.poll(cards).toEqual(numbers.slice(-1));
    expect(await rows()).toHaveLength(2);
  });

  it('tells which counter pauses and how many wait', async () => {
    for (let minute = 3; minute > 0; minute--) await stage.issue('chung-thuc', minute);
    await colleague.setState({ ...at('quay-4'), state: 'paused', reason: 'an-trua' });
    await open();
    await board.getByTestId('paused').getByText('Quầy 4 tạm nghỉ (Nghỉ trưa)').waitFor();
    expect(await board.getByTestId('waiting').textContent()).toBe('Số người chờB 3');
    await colleague.setState({ ...at('quay-4'), state: 'open' });
    await board.getByTestId('paused').waitFor({ state: 'detached' });
  });

  it('is of one zone where its address says so', async () => {
    const [below, above] = [await stage.issue('chung-thuc', 1), await stage.issue('dat-dai')];
    await open('?zone=tang-2&panel=43');
    await call('quay-3');
    await call('quay-5');
    await shows(above);
    expect([await cards(), await rows()]).toEqual([[above], []]);
    await board.goto(`${stage.hub.url}/board/?zone=sanh`);
    await shows(below);
    expect([await cards(), await rows()]).toEqual([[below], []]);
    await board.goto(`${stage.hub.url}/board/?zone=mai-nha`);
    await board.getByText('không có khu vực “mai-nha”').waitFor();
  });
});

describe('a board that is cut off', () => {
  it('says so and keeps what it knew, then shows what it missed without calling it', async () => {
    const first = await stage.issue('chung-thuc', 3);
    for (let minute = 2; minute > 0; minute--) await stage.issue('chung-thuc', minute);
    await board.clock.install();
    let isCut = false;
    const ends: (() => Promise<void>)[] = [];
    await board.routeWebSocket(/\/live/, (screen) => {
      if (isCut) return void screen.close();
      ends.push(() => screen.close());
      screen.connectToServer();
    });
    await open();
    await call('quay-3');
    await shows(first);
    await expect.poll(chimes).toBe(1);
    isCut = true;
    await Promise.all(ends.map((end) => end()));
    await board
      .getByTestId('link-lost')
      .getByText(/từ \d\d:\d\d/)
      .waitFor();
    await shows(first);
    await call('quay-3');
    const { number, ticketId } = await call('quay-3');
    await board.clock.fastForward(20_000);
    stage.hubClockOffMs = 20_000;
    isCut = false;
    await board.getByTestId('link-lost').waitFor({ state: 'detached' });
    await expect.poll(cards, { timeout: 15_000 }).toEqual([number]);
    expect([await chimes(), await board.locator('.fresh').count()]).toEqual([1, 0]);
    await colleague.recall({ ...at('quay-3'), ticketId });
    await board.locator('.fresh').getByText('Nhắc lại, mời số').waitFor();
    await expect.poll(chimes, { timeout: 15_000 }).toBe(2);
  });

  it('finds the hub again after its restart', async () => {
    const number = await stage.issue('chung-thuc');
    await open();
    await stage.stopHub();
    await board.getByTestId('link-lost').waitFor();
    await stage.startHub();
    await board.getByTestId('link-lost').waitFor({ state: 'detached' });
    colleague = await stage.colleague();
    await call('quay-3');
    await shows(number);
  });
});

describe('a board in a browser that keeps pages silent', () => {
  it('asks for one touch, unless it is to be silent', async () => {
    const strict = await launch(soundNeedsTouch);
    try {
      const page = await strict.newPage();
      await page.goto(`${stage.hub.url}/board/`);
      const eye = await openEye(page);
      await eye.touch('[data-testid=sound-on]');
      await page.getByTestId('sound-on').waitFor({ state: 'detached' });
      await page.goto(`${stage.hub.url}/board/?voice=off`);
      await page.waitForSelector('.board');
      expect(await page.getByTestId('sound-on').count()).toBe(0);
    } finally {
      await strict.close();
    }
  });
});
