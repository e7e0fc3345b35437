import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import type { Slip } from '../../core/contract/devices.ts';
import { drawSlip } from '../../core/paper/draw.ts';
import { hybridJob } from '../../core/paper/hybrid.ts';
import { type Part, pictureJob } from '../../core/paper/job.ts';
import { paperJob } from '../../core/paper/paper-job.ts';
import type { Bitmap } from '../../core/paper/raster.ts';
import { stripsOf } from '../../core/paper/strips.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { compose } from '../../native/printer/composer.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, everything, helpSlip, isInk, rowsOf, setupFor, slip, withoutHub } from './example.ts';
import { profileOf, slips, widths } from './kinds.ts';

const serial = profileOf('serial-80');
const bytesOf = (what: Slip, dots: 576 | 384) =>
  compose(hybridJob(what, dots, makeSurface), { ...serial, dots }, 'nothing').length;
const kindsOf = (parts: readonly Part[]) =>
  parts.map(({ kind }) => kind).filter((kind, at, all) => kind !== all[at - 1]);

test('the profile says how a slip is drawn', () => {
  const raster = profileOf('generic-80');
  expect(paperJob(slip, serial, makeSurface)).toEqual(hybridJob(slip, 576, makeSurface));
  expect(paperJob(slip, raster, makeSurface)).toEqual(pictureJob(drawSlip(slip, 576, makeSurface)));
  expect(paperJob(helpSlip, raster, makeSurface).rows).toBe(draw(helpSlip).height);
});

test.each(widths)('strips put one under the other are the picture, dot for dot, %i dots wide', (dots) => {
  for (const what of Object.values(slips)) {
    const bitmap = draw(what, dots);
    const strips = stripsOf(bitmap).map((part) => (part as Extract<Part, { kind: 'picture' }>).bitmap);
    expect(strips.flatMap((strip) => rowsAcross(strip, dots))).toEqual(rowsOf(bitmap));
  }
});

test('a slip is at most 18 kB on the line, less than a quarter of its picture', () => {
  const [hybrid, raster] = [bytesOf(slip, 576), compose(pictureJob(draw()), serial, 'nothing').length];
  console.log(`hybrid ${hybrid} bytes, one picture ${raster}; without hub ${bytesOf(withoutHub, 576)} bytes`);
  expect(hybrid).toBeLessThanOrEqual(18_000);
  expect(hybrid).toBeLessThan(raster / 4);
});

describe.each(widths)('on paper %i dots wide', (dots) => {
  test('number and QR are the printer’s own, between lines that are pictures', () => {
    const { parts } = hybridJob(everything, dots, makeSurface);
    expect(kindsOf(parts)).toEqual(['picture', 'number', 'picture', 'code', 'picture']);
    expect(parts).toContainEqual({ kind: 'number', text: 'AK012', times: dots === 576 ? 8 : 6 });
    expect(parts).toContainEqual({ kind: 'code', link: everything.link, dotsPerModule: 6 });
    expect(kindsOf(hybridJob(helpSlip, dots, makeSurface).parts)).toEqual(['picture']);
  });

  test.each(['B027', 'AK0123', 'XMM4444'])('the number %s is as large as one line allows', (number) => {
    const { parts } = hybridJob({ ...slip, number }, dots, makeSurface);
    const part = parts.find((one) => one.kind === 'number');
    const across = number.length * 12;
    expect(part!.times * across).toBeLessThanOrEqual(dots);
    expect(part!.times === 8 || (part!.times + 1) * across > dots).toBe(true);
  });

  test('it comes out of the printer as long as it was meant to be, with a QR that a phone reads', async () => {
    const printer = await VirtualPrinter.start({ width: dots });
    const job = hybridJob(everything, dots, makeSurface);
    const { profile, line } = setupFor(printer.port, { ...serial, dots });
    expect(await openPrinter({ profile, line }).print(1, job)).toEqual({ outcome: 'printed' });
    expect(printer.oddities).toEqual([]);
    expect(printer.typed).toEqual(['AK012']);
    const [paper] = printer.papers;
    expect(paper!.rows).toHaveLength(job.rows);
    expect(paper!.ink).toBeLessThanOrEqual(0.25);
    expect(jsqr.default(paper!.pixels(), dots, paper!.rows.length)?.data).toBe(everything.link);
    await printer.stop();
  });
});

function rowsAcross(strip: Bitmap, dots: number): string[] {
  return Array.from({ length: strip.height }, (_, y) =>
    Array.from({ length: dots }, (_, x) => (x < strip.width && isInk(strip, x, y) ? '#' : '.')).join(''),
  );
}
