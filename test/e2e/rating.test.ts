import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at, commands, signInAs } from '../hub/bench.ts';
import { openBrowser } from '../stage/browser.ts';
import { type Stage, setStage } from '../stage/stage.ts';
import { screen, takeNumberWithoutCard } from '../stage/visit-steps.ts';

let stage: Stage;
let browser: Browser;
let kiosk: Page;

beforeAll(async () => {
  stage = await setStage({ reader: 'pretend', entry: new URL('../dock/kiosk.ts', import.meta.url) });
  browser = await openBrowser();
  kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await kiosk.goto(await stage.kiosk.start());
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

const ratings = () => stage.hub.store.db.selectFrom('rating').selectAll().execute();
const refused = (fault: string) => kiosk.locator(`[data-screen="rating"][data-fault="${fault}"]`).waitFor();

/** Types a number at the question for it. */
async function typeNumber(number: string): Promise<void> {
  for (const sign of number)
    await (/\d/.test(sign)
      ? kiosk.getByRole('button', { name: sign, exact: true })
      : kiosk.getByTestId(`letter-${sign}`)
    ).click();
  await kiosk.getByTestId('next').click();
}

async function givePoorScore(): Promise<void> {
  await kiosk.getByTestId('face-2').click();
  await kiosk.getByTestId('reason-long-wait').click();
  await kiosk.getByTestId('send').click();
}

/** Called at counter 3, and done. */
async function serve(): Promise<void> {
  const { counter } = commands(stage.hub.url, await signInAs(stage.hub));
  const { turn } = await counter.callNext(at('quay-3'));
  await counter.finish({ ...at('quay-3'), ticketId: turn!.ticketId });
}

test('a rating given at the screen of the kiosk is in the hub, once the visit is over, once for its number', async () => {
  const number = await takeNumberWithoutCard(kiosk);
  const isTakenIn = async () =>
    (await stage.hub.store.db.selectFrom('turn').select('id').where('number', '=', number).execute()).length;
  await expect.poll(isTakenIn, { timeout: 20_000 }).toBe(1);

  await kiosk.getByTestId('rate').click();
  await typeNumber(number);
  await givePoorScore();
  await refused('number-unknown');
  expect(await ratings()).toEqual([]);

  await serve();
  await kiosk.getByTestId('retype').click();
  await kiosk.getByTestId('next').click();
  await kiosk.getByTestId('face-2').click();
  await kiosk.getByTestId('send').click();
  await screen(kiosk, 'thanked');
  const [kept, ...others] = await ratings();
  expect(kept).toMatchObject({ place: 'kiosk', score: 2, reasons: 'long-wait', counter: 'quay-3' });
  expect(others).toEqual([]);

  await kiosk.getByTestId('leave').click();
  await kiosk.getByTestId('rate').click();
  await typeNumber(number);
  await kiosk.getByTestId('face-5').click();
  await refused('already-rated');
  expect(await ratings()).toEqual([kept]);
  expect(stage.kiosk.lines.join('\n')).not.toContain(number);
  await kiosk.getByTestId('leave').click();
});

test('with the cable pulled it says so, keeps nothing, and sends the same again by one touch', async () => {
  const number = await takeNumberWithoutCard(kiosk);
  const [before] = await ratings();
  await serve();
  stage.cable.pull();
  await kiosk.getByTestId('rate').click();
  await typeNumber(number);
  await kiosk.getByTestId('face-4').click();
  await refused('hub-away');
  stage.cable.mend();
  await kiosk.getByTestId('send-again').click();
  await screen(kiosk, 'thanked');
  expect(await ratings()).toMatchObject([before, { place: 'kiosk', score: 4, reasons: '' }]);
});
