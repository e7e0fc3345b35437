import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';
import { openBrowser } from '../stage/browser.ts';
import { type Stage, setStage } from '../stage/stage.ts';
import { choose, confirmAndChoose, screen, takeNumberWithoutCard, tap } from '../stage/visit-steps.ts';

const [citizen, another] = [citizens[0]!, citizens[1]!];
let stage: Stage;
let browser: Browser;
let kiosk: Page;

beforeAll(async () => {
  stage = await setStage({ reader: 'real', patience: 6 });
  browser = await openBrowser();
  kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await kiosk.goto(await stage.kiosk.start());
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

const ticketsAtHub = async () => (await stage.hub.store.db.selectFrom('ticket').select('number').execute()).length;

/** Says what the fault is, has a way out, and goes back to welcome by itself. */
async function showsAndRecovers(at: string, fault: string): Promise<void> {
  await kiosk.locator(`[data-screen="${at}"][data-fault="${fault}"]`).waitFor();
  expect(await kiosk.locator('button[data-testid]:visible').count()).toBeGreaterThan(1);
  stage.reader.lift();
  await screen(kiosk, 'welcome');
}

describe('each trouble shows its screen with a way out, and the machine is back at welcome by itself', () => {
  test('a card lifted in the middle of the reading, laid down again, goes on', async () => {
    await screen(kiosk, 'welcome');
    await stage.reader.place(citizen, { liftAfterApdus: 12 });
    await screen(kiosk, 'keying');
    stage.scanner.scan(mrzText(citizen));
    await kiosk.locator('[data-screen="keying"][data-fault="card-removed"]').waitFor();
    await stage.reader.place(citizen);
    expect(await confirmAndChoose(kiosk)).toMatch(/^B\d{3}$/);
    stage.reader.lift();
    await screen(kiosk, 'welcome');
  });

  test('a card lifted and not laid down again', async () => {
    await stage.reader.place(citizen, { liftAfterApdus: 12 });
    await screen(kiosk, 'keying');
    stage.scanner.scan(mrzText(citizen));
    await showsAndRecovers('keying', 'card-removed');
  });

  test("another card's code", async () => {
    await stage.reader.place(citizen);
    await screen(kiosk, 'keying');
    stage.scanner.scan(mrzText(another));
    await showsAndRecovers('keying', 'access-key-wrong');
  });

  test('a foreign code, and half a message', async () => {
    stage.scanner.scan('https://example.com/?q=1');
    await showsAndRecovers('keying', 'code-unknown');
    stage.scanner.scan(mrzText(citizen).slice(0, 40));
    await showsAndRecovers('keying', 'code-unknown');
  });

  test('a card that is no citizen card still leaves a number to take', async () => {
    await stage.reader.place(citizen, { isForeign: true });
    await screen(kiosk, 'keying');
    stage.scanner.scan(mrzText(citizen));
    await kiosk.locator('[data-screen="stopped"][data-fault="card-unknown"]').waitFor();
    await kiosk.getByTestId('skip-card').click();
    expect(await choose(kiosk)).toMatch(/^B\d{3}$/);
    stage.reader.lift();
    await screen(kiosk, 'welcome');
  });

  test('a copied card: a slip for the help desk, no number and nothing of the citizen', async () => {
    const [papers, tickets] = [stage.printer.papers.length, await ticketsAtHub()];
    await tap(kiosk, stage, citizen, { isClone: true });
    await kiosk.locator('[data-screen="stopped"][data-fault="card-copied"]').waitFor();
    expect(await kiosk.getByTestId('skip-card').count()).toBe(0);
    expect(await kiosk.locator('body').textContent()).not.toContain(citizen.name.split(' ').at(-1));
    await expect.poll(() => stage.printer.papers.length).toBe(papers + 1);
    await expect.poll(() => stage.kiosk.lines.join('\n')).toContain('"event":"help-slip-settled","why":"card-copied"');
    expect(await kiosk.getByTestId('leave').count()).toBe(1);
    stage.reader.lift();
    await screen(kiosk, 'welcome');
    expect(await ticketsAtHub()).toBe(tickets);
    expect(stage.printer.papers).toHaveLength(papers + 1);
  });

  test.each([
    ['of an issuer that nobody knows', { flaw: 'unknown-issuer' }, 'card-unproved'],
    ['that is genuine', {}, 'card-proved'],
  ] as const)('a card %s gets a number, marked for the counter', async (_, options, identity) => {
    await tap(kiosk, stage, citizen, options);
    const number = await confirmAndChoose(kiosk);
    const atHub = () =>
      stage.hub.store.db.selectFrom('ticket').select('identity').where('number', '=', number).execute();
    await expect.poll(atHub, { timeout: 20_000 }).toEqual([{ identity }]);
    stage.reader.lift();
    await screen(kiosk, 'welcome');
  });

  test('the reader unplugged in the middle, and plugged in again', async () => {
    await stage.reader.place(citizen, { msPerApdu: 300 });
    await screen(kiosk, 'keying');
    stage.scanner.scan(mrzText(citizen));
    await screen(kiosk, 'reading');
    await stage.reader.unplug();
    await showsAndRecovers('stopped', 'reader-lost');
    await stage.reader.plugIn();
    await kiosk.locator('[data-screen="welcome"][data-reader="ready"]').waitFor();
    await tap(kiosk, stage, citizen);
    expect(await confirmAndChoose(kiosk)).toMatch(/^B\d{3}$/);
    stage.reader.lift();
    await screen(kiosk, 'welcome');
  });

  test.each([
    ['paper-out', 'paper-out'],
    ['mute', 'printer-silent'],
    ['switched-off', 'printer-lost'],
  ] as const)(
    'a printer that is %s: the number stays on the screen, and the slip comes by itself once it is mended',
    async (trouble, fault) => {
      await stage.printer.break(trouble);
      await kiosk.getByTestId('skip-card').click();
      const number = await choose(kiosk);
      expect(number).toMatch(/^B\d{3}$/);
      await kiosk.locator(`[data-screen="done"][data-fault="${fault}"]`).waitFor();
      const before = stage.printer.papers.length;
      await stage.printer.mend();
      await kiosk.locator('[data-screen="done"]:not([data-fault])').waitFor();
      expect(stage.printer.papers).toHaveLength(before + 1);
      await screen(kiosk, 'welcome');
    },
  );
});

describe('the hub gone for the whole visit', () => {
  test.each(['pull', 'deaden'] as const)(
    "cable %s: a number of the kiosk's own series, and it reaches the hub",
    async (how) => {
      stage.cable[how]();
      const number = await takeNumberWithoutCard(kiosk);
      expect(number).toMatch(/^BK\d{3}$/);
      const atHub = () =>
        stage.hub.store.db.selectFrom('ticket').select('number').where('number', '=', number).execute();
      expect(await atHub()).toHaveLength(0);
      stage.cable.mend();
      await expect.poll(atHub, { timeout: 60_000 }).toHaveLength(1);
    },
  );
});

describe('a power cut', () => {
  test('between number and paper: the number is on the screen again and its slip is offered', async () => {
    await stage.printer.break('stalled');
    await kiosk.getByTestId('skip-card').click();
    await kiosk.getByTestId('service-chung-thuc').click();
    await screen(kiosk, 'printing');
    const number = await kiosk.getByTestId('number').textContent();
    await stage.kiosk.kill();
    await stage.printer.mend();
    await kiosk.goto(await stage.kiosk.start());
    await kiosk.locator('[data-screen="done"][data-fault="printing-interrupted"]').waitFor();
    expect(await kiosk.getByTestId('number').textContent()).toBe(number);
    await kiosk.getByTestId('print-again').click();
    await kiosk.locator('[data-screen="done"]:not([data-fault])').waitFor();
  });
});
