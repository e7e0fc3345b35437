import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import jsqr from 'jsqr';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { drawSlip } from '../../core/paper/draw.ts';
import { slipOf } from '../../core/paper/slip.ts';
import { parseSite, type Site } from '../../core/settings.ts';
import { type TicketRow, ticketOf } from '../../electron/store/tickets.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { rowsOf, rowsOn } from '../paper/example.ts';
import type { Hall } from '../stage/hall.ts';
import type { Stage } from '../stage/stage.ts';
import { confirmAndChoose, screen, tap } from '../stage/visit-steps.ts';

/** The old man who comes alone. */
const citizen = citizens[0]!;

/**
 * One tap, end to end: a card on a real reader becomes a printed number, called at a counter and shown on the board.
 * The same for the kiosk in a browser and for the kiosk under Electron.
 */
export async function fromCardToBoard(kiosk: Page, stage: Stage, { counter, board }: Hall): Promise<void> {
  await tap(kiosk, stage, citizen);
  await screen(kiosk, 'confirming');
  const shown = (await kiosk.locator('body').textContent()) ?? '';
  expect(shown).toContain(citizen.name.split(' ').at(-1));
  expect(shown).not.toContain(citizen.idNumber);
  expect(shown).not.toContain(citizen.name);

  const number = await confirmAndChoose(kiosk);
  expect(number).toBe('B001');
  await checkCommit(stage, number);
  checkPaper(stage);

  await counter
    .getByTestId('waiting-row')
    .filter({ hasText: /B\s*001/ })
    .waitFor();
  await counter.keyboard.press('Space');
  await counter
    .getByTestId('in-hand-number')
    .filter({ hasText: /B\s*001/ })
    .waitFor();
  await board
    .getByTestId('current-number')
    .filter({ hasText: /B\s*001/ })
    .waitFor();
  expect(await board.getByTestId('current-counter').textContent()).toContain('Quầy 3');

  await kiosk.getByTestId('leave').click();
  await screen(kiosk, 'welcome');
  stage.reader.lift();
}

function withStore<T>(stage: Stage, work: (db: Database.Database) => T): T {
  const db = new Database(`${stage.kioskData}/kiosk.db`, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const ticketRow = (db: Database.Database) =>
  db.prepare<[], TicketRow>('select * from ticket order by rowid desc').get()!;

/** Ticket, paper and event are there together; the event is acknowledged; nothing says who came. */
async function checkCommit(stage: Stage, number: string): Promise<void> {
  withStore(stage, (db) => {
    expect(ticketRow(db)).toMatchObject({ number, issuer: 'hub', identity: 'card-proved' });
    expect(db.prepare('select state from print_job').pluck().all()).toEqual(['printed']);
    expect(db.prepare('select count(*) from outbox').pluck().get()).toBe(1);
    const everything = JSON.stringify(
      ['ticket', 'print_job', 'outbox'].map((table) => db.prepare(`select * from ${table}`).all()),
    );
    for (const secret of [citizen.name, citizen.idNumber]) expect(everything).not.toContain(secret);
  });
  const lines = stage.kiosk.lines.join('\n');
  for (const secret of [citizen.name, citizen.idNumber]) expect(lines).not.toContain(secret);
}

/** What came out of the printer is what was drawn, dot for dot, and a phone can read its QR. */
function checkPaper(stage: Stage): void {
  const ticket = withStore(stage, (db) => ticketOf(ticketRow(db)));
  const site = siteOf(stage);
  const slip = slipOf(ticket, site, site.kiosks[0]!, 0);
  const paper = stage.printer.papers.at(-1)!;
  expect(rowsOn(paper)).toEqual(rowsOf(drawSlip(slip, 576, makeSurface)));
  const code = jsqr.default(paper.pixels(), paper.width, paper.rows.length);
  expect(code?.data).toBe(site.ticketUrl + ticket.id);
}

function siteOf({ kioskArgs }: Stage): Site {
  const file = kioskArgs[kioskArgs.indexOf('--site') + 1] ?? '';
  const site = parseSite(readFileSync(file, 'utf8'), file);
  if (!site.ok) throw new Error(site.fault.join('\n'));
  return site.value;
}
