import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpSlipSchema } from '../../core/contract/devices.ts';
import { fenceId, helpJob } from '../../core/paper/commands.ts';
import { measureOn } from '../../core/paper/draw.ts';
import { layOutHelp } from '../../core/paper/help-layout.ts';
import { pictureJob } from '../../core/paper/job.ts';
import type { Dots } from '../../core/paper/page.ts';
import { helpSlipOf } from '../../core/paper/slip.ts';
import { parseSite } from '../../core/settings.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, helpSlip, rowsOf, rowsOn, setupFor } from './example.ts';

const parsed = parseSite(readFileSync(new URL('../../assets/sites/ha-dong.json', import.meta.url), 'utf8'), 'site');
if (!parsed.ok) throw new Error(parsed.fault.join('\n'));
const site = parsed.value;
const at = new Date('2026-11-24T01:42:59.000Z');
const textsOn = (dots: Dots) =>
  layOutHelp(helpSlip, dots, measureOn(makeSurface(1, 1))).marks.flatMap((mark) =>
    mark.kind === 'text' ? [mark] : [],
  );

test('a slip for the help desk says where and when, and nothing more', () => {
  const slip = helpSlipOf(at, site, site.kiosks[0]!);
  expect(slip).toEqual({
    organisation: site.organisation,
    address: site.address,
    issuedAt: '08:42 24/11/2026',
    kiosk: 'Kiosk 1',
  });
  expect(helpSlipSchema.parse(slip)).toEqual(slip);
});

test.each([576, 384] as const)('on paper %i dots wide it sends to the help desk, in both languages', (dots) => {
  const texts = textsOn(dots);
  const words = texts.map((mark) => mark.text.replace(/\u00a0/g, ' ')).join(' ');
  expect(words).toContain('BÀN HƯỚNG DẪN Help desk');
  expect(words).toContain('Mời ông/bà đưa phiếu này và thẻ căn cước cho cán bộ.');
  expect(words).toContain('Please give this slip and your card to the staff.');
  expect(words).toContain('08:42 24/11/2026 · Kiosk 1');
  const size = (part: string) => texts.find(({ text }) => text.includes(part))!.style.size;
  expect(size('BÀN')).toBeGreaterThanOrEqual(dots === 576 ? 56 : 36);
  for (const { text, style, x, width } of texts) {
    expect(style.size, text).toBeGreaterThanOrEqual(/[^ -~]/.test(text) ? 26 : 22);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(dots);
  }
});

test('it comes out of the printer as it was drawn', async () => {
  const printer = await VirtualPrinter.start();
  const paper = draw(helpSlip);
  expect(await openPrinter(setupFor(printer.port)).print(helpJob(at), pictureJob(paper))).toEqual({
    outcome: 'printed',
  });
  expect(printer.papers.map(rowsOn)).toEqual([rowsOf(paper)]);
  await printer.stop();
});

test('its job meets no ticket of a site’s first 1.6 million, and no other help slip of these hours', () => {
  const seconds = [0, 1, 2, 60, 3_600, 12 * 3_600].map((later) => helpJob(new Date(at.getTime() + later * 1_000)));
  expect(new Set(seconds).size).toBe(seconds.length);
  for (const job of seconds) expect(fenceId(job)).toMatch(/^Z[0-9A-Z]{3}$/);
  expect(fenceId(1_632_959)).toBe('YZZZ');
});
