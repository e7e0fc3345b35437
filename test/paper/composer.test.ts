import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import { join } from '../../core/paper/bytes.ts';
import type { PaperJob } from '../../core/paper/job.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import { type Bitmap, findRealTime } from '../../core/paper/raster.ts';
import { compose } from '../../native/printer/composer.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { setupFor } from './example.ts';

const { profile } = setupFor(1);
const bitmap: Bitmap = { width: 576, height: 2, bits: new Uint8Array(144).fill(0x55) };
const job: PaperJob = {
  parts: [
    { kind: 'picture', bitmap },
    { kind: 'number', text: 'B027', times: 4 },
    { kind: 'code', link: 'https://a.vn/p/1', dotsPerModule: 6 },
  ],
  rows: 400,
};
const hex = (what: PaperJob, how: Partial<PrinterProfile> = {}, leftover: Parameters<typeof compose>[2] = 'nothing') =>
  Buffer.from(compose(what, { ...profile, ...how }, leftover)).toString('hex');
const ascii = (text: string) => Buffer.from(text).toString('hex');

const initialised = '1b40';
const reporting = '1d61ff';
const picture = `1b6100${'1d7630004800'}0200${'55'.repeat(144)}`;
const number = `1b6101${'1d2133'}${ascii('B027')}0a${'1d2100'}`;
const code = `1b61011d286b0400314132001d286b03003143061d286b03003145311d286b1300315030${ascii('https://a.vn/p/1')}1d286b0300315130`;
const cut = '1d564200';

describe('a job is composed', () => {
  test('as its parts from top to bottom, and a cut that feeds to the cutter and no further', () => {
    expect(hex(job)).toBe(initialised + reporting + picture + number + code + cut);
  });

  test.each([
    ['full', '1d564100'],
    ['partial', '1d564200'],
    ['none', '1b6407'],
  ] as const)('with the cut that the printer has: %s', (how, bytes) => {
    expect(hex({ parts: [], rows: 0 }, { cut: how })).toBe(initialised + reporting + bytes);
  });

  test('without asking for a state where none comes', () => {
    expect(hex({ parts: [], rows: 0 }, { hasStatus: false, fence: 'none' })).toBe(initialised + cut);
  });

  test('after a half job with as many NULs as its longest command may still want, and a cut', () => {
    const band = '00'.repeat(24 * 72 + 8);
    expect(hex(job, { bandRows: 24 }, 'half-job')).toBe(band + initialised + cut + hex(job, { bandRows: 24 }));
    expect(hex(job, { bandRows: 24 }, 'not-known')).toBe(band + hex(job, { bandRows: 24 }));
  });

  test('the same way every time', () => {
    expect(hex(job)).toBe(hex(job));
  });

  test('never with letters that the printer’s own font has not', () => {
    const vietnamese: PaperJob = { parts: [{ kind: 'number', text: 'Ấ027', times: 4 }], rows: 96 };
    expect(() => hex(vietnamese)).toThrow('Ấ027');
  });
});

test('all kinds of parts come out of a printer, and a phone reads the code, also of an address with marks', async () => {
  const link = 'https://phiếu.example.vn/p/số';
  const mixed: PaperJob = { ...job, parts: [...job.parts.slice(0, 2), { kind: 'code', link, dotsPerModule: 6 }] };
  const printer = await VirtualPrinter.start();
  expect(await openPrinter(setupFor(printer.port)).print(1, mixed)).toEqual({ outcome: 'printed' });
  const [paper] = printer.papers;
  const read = paper && jsqr.default(paper.pixels(), paper.width, paper.rows.length)?.data;
  expect(decodeURI(new URL(read ?? '').pathname)).toBe('/p/số');
  expect(new URL(read ?? '').host).toBe(new URL(link).host);
  expect(printer.oddities).toEqual([]);
  await printer.stop();
});

describe('no dots are taken for a real-time command', () => {
  const unlucky = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x00, 0x01, 0x08);

  test('wherever they stand, whatever the bands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(576 as const, 384 as const),
        fc.integer({ min: 8, max: 24 }),
        fc.boolean(),
        fc.array(fc.array(unlucky, { minLength: 2, maxLength: 300 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('nothing' as const, 'half-job' as const, 'not-known' as const),
        (dots, bandRows, feedsBlankRows, seeds, leftover) => {
          const parts = seeds.map((seed) => ({ kind: 'picture' as const, bitmap: tiled(dots, 40, seed) }));
          const bytes = compose({ parts, rows: 40 }, { ...profile, dots, bandRows, feedsBlankRows }, leftover);
          expect(findRealTime(bytes)).toBe(-1);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a picture that ends in the first half of one, before another that begins with the second', () => {
    const ends = { width: 576, height: 1, bits: tiled(576, 1, [0x10]).bits };
    const begins = { width: 576, height: 1, bits: tiled(576, 1, [0x04]).bits };
    const parts = [ends, begins].map((one) => ({ kind: 'picture' as const, bitmap: one }));
    const bytes = compose({ parts, rows: 2 }, profile, 'nothing');
    expect(findRealTime(bytes)).toBe(-1);
    expect(findRealTime(join([ends.bits, begins.bits]))).toBe(71);
  });

  test('nor does a printer hear any', async () => {
    const printer = await VirtualPrinter.start();
    const busy = tiled(576, 400, [0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8, 0x10, 0x05, 2, 0x10, 4, 1]);
    const paper: PaperJob = { parts: [{ kind: 'picture', bitmap: busy }], rows: 400 };
    expect(await openPrinter(setupFor(printer.port)).print(1, paper)).toEqual({ outcome: 'printed' });
    expect(printer.heard).toEqual(['status', 'status', 'status', 'status']);
    expect(printer.papers).toHaveLength(1);
    await printer.stop();
  });
});

function tiled(width: number, height: number, seed: readonly number[]): Bitmap {
  const bits = Uint8Array.from({ length: (width / 8) * height }, (_, at) => seed[at % seed.length] ?? 0);
  return { width, height, bits };
}
