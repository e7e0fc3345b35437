import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { viewOf } from '../../renderer/slip/slip-view.ts';
import { openBrowser } from '../stage/browser.ts';
import { faint, overflowing } from './counter-legible.ts';
import { SlipStage, ticketId } from './slip-stage.ts';
import { step, ticket, tickets } from './slip-tickets.ts';

let browser: Browser;
let stage: SlipStage;
let page: Page;

beforeAll(async () => {
  [browser, stage] = await Promise.all([openBrowser(), SlipStage.open()]);
});
afterAll(async () => {
  await browser.close();
  stage.close();
});
afterEach(() => page.context().close());

const open = async (answer: SlipStage['answer'], width = 390, height = 844) => {
  page = await stage.phone(browser, width, height);
  await page.addInitScript(countSigns);
  await stage.show(page, answer);
};
const headline = () => page.getByTestId('step').first().locator('.headline');
const says = (words: string) => page.getByText(words).first().waitFor();
/** What the hub says at once, as when the phone has found its network again. */
const hear = async (answer: SlipStage['answer']) => {
  stage.answer = answer;
  await page.evaluate(() => dispatchEvent(new Event('online')));
};
/** The next answers of the hub, as far as the page asks for them. */
const pass = async (ms: number) => {
  for (let left = ms; left > 0; left -= 2_000) {
    await page.clock.runFor(Math.min(left, 2_000));
    await page.waitForTimeout(20);
  }
};

/** Runs in the page: a sign is one chime of two tones, or one buzz. */
function countSigns(): void {
  const signs = { tones: 0, buzzes: 0 };
  Object.assign(window, { signs });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    signs.tones += 1;
    start.call(this, when);
  };
  const vibrate = () => {
    signs.buzzes += 1;
    return true;
  };
  Object.defineProperty(navigator, 'vibrate', { value: vibrate });
}
const signs = () => page.evaluate(() => (window as unknown as { signs: { tones: number; buzzes: number } }).signs);

/** Runs in the page: what is under 16 px to read, or under 44 px to touch (WCAG 2.2 §2.5.5). */
function small(): string[] {
  const all = [...document.querySelectorAll('#root *')].filter((element) => element.checkVisibility());
  const isTouched = (element: Element) => element.matches('button, label');
  const words = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
  return all
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (isTouched(element) && Math.min(width, height) < 44) return true;
      return words(element) && Number.parseFloat(getComputedStyle(element).fontSize) < 16;
    })
    .map((element) => `${element.tagName}.${element.className} is small`);
}

describe('every state of a ticket', () => {
  it.each([
    { width: 320, height: 640 },
    { width: 390, height: 844 },
  ])('fits and can be read at $width x $height, in both languages', async ({ width, height }) => {
    await open('away', width, height);
    await page.clock.runFor(4_000);
    await page.getByTestId('lost').waitFor();
    const problems: Record<string, string[]> = {};
    const look = async (name: string) => {
      const found = [...(await overflowing(page)), ...(await faint(page)), ...(await page.evaluate(small))];
      if (found.length > 0) problems[name] = found;
      await page.getByTestId('language').tap();
    };
    for (const language of ['vi', 'en']) await look(`away ${language}`);
    for (const [name, answer] of Object.entries(tickets)) {
      await hear(answer);
      for (const language of ['vi', 'en'] as const) {
        const { number, gist } = viewOf(answer, language);
        await expect.poll(() => page.title()).toBe(`${number} · ${gist}`);
        await look(`${name} ${language}`);
      }
    }
    await hear('unknown');
    await page.getByTestId('unknown').waitFor();
    for (const language of ['vi', 'en']) await look(`unknown ${language}`);
    expect(problems).toEqual({});
  });

  it('stands still where the phone asks for stillness', async () => {
    await open(tickets.called);
    const moving = () => page.evaluate(() => document.getAnimations().length);
    await says('Mời đến');
    expect(await moving()).toBe(1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving()).toBe(0);
  });

  it('is kept from search engines, and shows no id', async () => {
    await open(tickets.waiting);
    await says('Còn 7 người');
    expect(await page.getAttribute('meta[name=robots]', 'content')).toContain('noindex');
    expect(await page.content()).not.toContain(ticketId);
    expect(await page.title()).toBe('B027 · Còn 7 người trước ông/bà');
  });
});

describe('the language', () => {
  it('is the ticket’s until somebody chooses another', async () => {
    await open({ ...tickets.waiting, language: 'en' });
    await says('7 people before you');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByTestId('language').tap();
    await says('Còn 7 người trước ông/bà');
    await pass(12_000);
    expect(await headline().textContent()).toMatch(/^Còn/);
  });
});

describe('a number that is called', () => {
  const calledAt = (at: string) => ticket({ steps: [step('called', { ...tickets.called.steps[0], calledAt: at })] });
  const first = calledAt('2026-11-25T02:13:00.000Z');
  const again = calledAt('2026-11-25T02:13:20.000Z');

  it('turns gold, and makes no noise on a page that nobody has touched', async () => {
    await open(tickets.waiting);
    await says('Còn 7 người');
    const top = () => page.locator('.top').evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await top()).toBe('rgb(8, 66, 75)');
    stage.answer = first;
    await pass(12_000);
    await says('Mời đến Quầy 3, tầng 1');
    expect(await top()).toBe('rgb(244, 183, 64)');
    expect(await signs()).toEqual({ tones: 0, buzzes: 0 });
  });

  it('chimes and buzzes once for each call after a touch', async () => {
    await open(tickets.waiting);
    await says('Chạm vào trang một lần');
    await headline().tap();
    await says('Sẽ có chuông khi được gọi');
    stage.answer = first;
    await pass(30_000);
    expect(await signs()).toEqual({ tones: 2, buzzes: 1 });
    stage.answer = again;
    await pass(30_000);
    expect(await signs()).toEqual({ tones: 4, buzzes: 2 });
  });
});

describe('a page without the hub', () => {
  it('says since when, keeps what it knew, and goes on by itself', async () => {
    await open(tickets.waiting);
    await says('Còn 7 người');
    stage.answer = 'away';
    await pass(16_000);
    await says('Mất kết nối lúc 09:12');
    expect(await headline().textContent()).toMatch(/7\sngười/);
    stage.answer = tickets.next;
    await pass(12_000);
    await says('Không còn ai trước ông/bà');
    expect(await page.getByTestId('lost').count()).toBe(0);
  });

  it('says that a number is not there yet, and finds it when it is', async () => {
    await open('unknown');
    await says('Chưa tìm thấy số này');
    stage.answer = tickets.waiting;
    await pass(12_000);
    await says('Còn 7 người');
  });

  it('asks rarely while nobody looks, and at once when somebody does', async () => {
    await open(tickets.waiting);
    await says('Còn 7 người');
    await look('hidden');
    await pass(12_000);
    const before = stage.asked;
    await pass(40_000);
    expect(stage.asked).toBe(before);
    await look('visible');
    await expect.poll(() => stage.asked).toBe(before + 1);
  });

  const look = (state: string) =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
});

describe('a rating', () => {
  it('asks for reasons at three and below only, is sent once and thanked for', async () => {
    await open(tickets.finished, 320, 640);
    await page.getByTestId('face-2').tap();
    await page.getByTestId('reason-unclear').tap();
    expect([...(await overflowing(page)), ...(await faint(page)), ...(await page.evaluate(small))]).toEqual([]);
    await page.getByTestId('face-5').tap();
    expect(await page.getByTestId('reason-unclear').count()).toBe(0);
    await page.getByTestId('face-3').tap();
    await page.getByTestId('reason-long-wait').tap();
    await page.getByTestId('send').tap();
    await page.getByTestId('thanks').waitFor();
    expect(stage.rated).toEqual([{ ticketId, score: 3, reasons: ['long-wait', 'unclear'] }]);
    expect(await page.getByTestId('send').count()).toBe(0);
  });

  it('sends no reasons with a good score', async () => {
    await open(tickets.finished);
    await page.getByTestId('face-1').tap();
    await page.getByTestId('reason-manner').tap();
    await page.getByTestId('face-4').tap();
    await page.getByTestId('send').tap();
    await page.getByTestId('thanks').waitFor();
    expect(stage.rated).toEqual([{ ticketId, score: 4, reasons: [] }]);
  });

  it('that could not be sent is kept, and taken at the next press', async () => {
    await open(tickets.finished);
    stage.taking = 'away';
    await page.getByTestId('face-5').tap();
    await page.getByTestId('send').tap();
    await says('Chưa gửi được');
    stage.taking = 'taken';
    await page.getByTestId('send').tap();
    await page.getByTestId('thanks').waitFor();
    expect(stage.rated).toHaveLength(1);
  });

  it('that was given before, on another phone, is thanked for too', async () => {
    await open(tickets.finished);
    stage.taking = 'ALREADY_RATED';
    await page.getByTestId('face-5').tap();
    await page.getByTestId('send').tap();
    await page.getByTestId('thanks').waitFor();
  });
});
