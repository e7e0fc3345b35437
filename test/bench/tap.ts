import type { Page } from 'playwright';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';
import { killRuns } from '../kill/kill-runs.ts';
import { openBrowser } from '../stage/browser.ts';
import { type Stage, setStage } from '../stage/stage.ts';
import { screen } from '../stage/visit-steps.ts';
import { type Row, rowOf } from './row.ts';

const citizen = citizens[0]!;
const steps = ['card-seen', 'card-read', 'confirmed', 'number-committed', 'paper-cut', 'card-to-paper'] as const;
type Laps = Record<(typeof steps)[number], number>;

/**
 * Machine time of a tap with real pcscd, real Chromium and a printer on a socket. The citizen is a script that presses
 * at once, so what is left is the machine's own share.
 */
export async function rows(runs = 20): Promise<Row[]> {
  const stage = await setStage({ reader: 'real' });
  const browser = await openBrowser();
  const laps: Laps[] = [];
  try {
    const kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
    await kiosk.goto(await stage.kiosk.start());
    for (let run = 0; run < runs; run++) laps.push(await tapOnce(kiosk, stage));
  } finally {
    await browser.close();
    await stage.stop();
  }
  const kills = await killRuns({ runs: 200 });
  return [
    ...steps.map((step) =>
      rowOf(
        step,
        'ms',
        laps.map((lap) => lap[step]),
      ),
    ),
    { name: 'kill-lost', unit: 'tickets', n: 200, value: kills.lost },
    { name: 'kill-doubled', unit: 'tickets', n: 200, value: kills.doubled },
  ];
}

async function tapOnce(kiosk: Page, stage: Stage): Promise<Laps> {
  await screen(kiosk, 'welcome');
  const paper = new Promise<number>((cut) => {
    const off = stage.printer.onPaper(() => {
      off();
      cut(performance.now());
    });
  });
  const start = performance.now();
  await stage.reader.place(citizen);
  await screen(kiosk, 'keying');
  const seen = performance.now();
  stage.scanner.scan(mrzText(citizen));
  await screen(kiosk, 'confirming');
  const read = performance.now();
  await kiosk.getByTestId('confirm').click();
  await screen(kiosk, 'choosing');
  const confirmed = performance.now();
  await kiosk.getByTestId('service-chung-thuc').click();
  await kiosk.locator('[data-screen="printing"], [data-screen="done"]').waitFor();
  const committed = performance.now();
  const cut = await paper;
  const lastByte = stage.printer.lastByteAt;
  await screen(kiosk, 'done');
  stage.reader.lift();
  await kiosk.getByTestId('leave').click();
  return {
    'card-seen': seen - start,
    'card-read': read - seen,
    confirmed: confirmed - read,
    'number-committed': committed - confirmed,
    'paper-cut': cut - committed,
    'card-to-paper': lastByte - start,
  };
}
