import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callWords } from '../../core/speech/announcement.ts';
import { type ClipName, clipsOf } from '../../core/speech/words.ts';
import { chromiumFlags, openEye } from '../stage/browser.ts';
import { bankDir, type Hall, openHall } from './hall.ts';
import { RATE, samplesOf, silencesOf } from './sound.ts';
import { call } from './zone.ts';

const AUTOPLAY = '--autoplay-policy=no-user-gesture-required';
let hall: Hall;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  hall = await openHall();
  browser = await launch(chromiumFlags);
});
afterAll(async () => {
  await browser.close();
  await hall.close();
});
afterEach(() => page.close());

const launch = (args: string[]) => chromium.launch({ executablePath: '/usr/bin/chromium', args });

async function open(inBrowser = browser): Promise<void> {
  page = await inBrowser.newPage();
  await page.addInitScript(noteSounds);
  await page.goto(hall.url);
  await page.waitForFunction(() => typeof window.say === 'function');
}

interface Sound {
  readonly startsAt: number;
  readonly seconds: number;
}

/** Runs in the page: every sound that is handed to the loudspeaker, and when it will be heard. */
function noteSounds(): void {
  const sounds: Sound[] = [];
  Object.assign(window, { sounds });
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (startsAt = 0) {
    sounds.push({ startsAt, seconds: this.buffer?.duration ?? 0 });
    start.call(this, startsAt);
  };
}
const sounds = () => page.evaluate(() => (window as unknown as { sounds: Sound[] }).sounds);
const clipsOfCall = (number: string, counter: string): ClipName[] => {
  const place = { kind: 'counter', number: counter } as const;
  const words = callWords({ number, place, language: 'vi', isRecall: false }, { accent: 'north', reading: 'digits' });
  return ['north/chime', ...clipsOf(words)];
};

describe('in a real browser', () => {
  it('two rows of clips that collide are heard one after the other, to the sample', async () => {
    await open();
    const rows = [clipsOfCall('B027', '3'), clipsOfCall('H105', '12')];
    const expected = samplesOf(...rows.flat().map((clip) => path.join(bankDir, `${clip}.wav`)));
    const rendered = Int16Array.from(
      await page.evaluate(([rows, rate]) => window.render(rows, rate), [rows, RATE] as const),
    );
    expect(rendered.length).toBe(expected.length);
    const furthest = rendered.reduce((far, sample, at) => Math.max(far, Math.abs(sample - (expected[at] ?? 0))), 0);
    expect(furthest).toBeLessThanOrEqual(2);
    const afterChime = samplesOf(path.join(bankDir, 'north/chime.wav')).length;
    expect(silencesOf(rendered.subarray(afterChime, afterChime + 2 * RATE)).insideMs).toBeLessThan(120);
  });

  it('two calls that collide are announced one after the other, without a gap inside', async () => {
    await open();
    const calls = [call('B027', '3'), call('H105', '12')];
    await page.evaluate((calls) => window.say(calls), calls);
    const both = clipsOfCall('B027', '3').length + clipsOfCall('H105', '12').length;
    await expect.poll(async () => (await sounds()).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(both);
    const heard = (await sounds()).slice(0, both);
    const gaps = heard
      .slice(1)
      .map(({ startsAt }, at) => startsAt - (heard[at]?.startsAt ?? 0) - (heard[at]?.seconds ?? 0));
    const [between] = gaps.splice(clipsOfCall('B027', '3').length - 1, 1);
    expect(gaps.filter((gap) => Math.abs(gap) > 0.0001)).toEqual([]);
    expect(between).toBeGreaterThanOrEqual(0);
    expect(between).toBeLessThan(1);
    expect(await page.evaluate(() => window.voice.heartbeat())).toMatchObject({
      isAlive: true,
      waiting: 0,
      missing: [],
    });
  });

  it('that wants a touch first, the call is kept and said at the touch', async () => {
    const shy = await launch(chromiumFlags.filter((flag) => flag !== AUTOPLAY));
    try {
      page = await shy.newPage();
      await page.addInitScript(noteSounds);
      await page.addInitScript(() => document.addEventListener('click', () => window.voice.unlock()));
      await page.goto(hall.url);
      const eye = await openEye(page);
      await eye.awaits(`document.querySelector('p')?.textContent === 'waiting'`);
      await eye.awaits(`window.say([${JSON.stringify(call('B027', '3'))}]) === undefined`);
      await eye.awaits(`(({ isAlive, waiting }) => !isAlive && waiting === 1)(window.voice.heartbeat())`);
      await eye.touch('p');
      await page.getByText('speaking').waitFor();
      await expect.poll(async () => (await sounds()).length).toBe(clipsOfCall('B027', '3').length);
    } finally {
      await shy.close();
    }
  });
});
