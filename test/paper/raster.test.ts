import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { jobBytes } from '../../core/paper/commands.ts';
import { pictureJob } from '../../core/paper/job.ts';
import { type Bitmap, nudge, pack, rasterBytes } from '../../core/paper/raster.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { rowsOf, rowsOn } from './example.ts';

/** Dots that read as DLE DC4 8, "clear the buffers", in the middle of the picture. */
const unlucky: Bitmap = (() => {
  const bits = new Uint8Array(72 * 200).fill(0x55);
  bits.set([0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8], 72 * 100 + 20);
  return { width: 576, height: 200, bits };
})();

const cut = Uint8Array.of(0x1d, 0x56, 0x42, 0);

async function sendRaw(printer: VirtualPrinter, ...parts: Uint8Array[]): Promise<void> {
  const bytes = Buffer.concat(parts);
  const before = printer.bytesReceived;
  const socket = connect(printer.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  while (printer.bytesReceived - before < bytes.length) await sleep(2);
  socket.destroy();
}

test('a pixel is burnt when it is darker than the threshold', () => {
  const grey = (level: number) => [level, level, level, 255];
  const row = [0, 159, 160, 255, 255, 159, 0, 255].flatMap(grey);
  expect(pack(row, 8)).toEqual({ width: 8, height: 1, bits: Uint8Array.of(0b11000110) });
});

test('a tall picture goes out in bands of 128 rows', () => {
  const bytes = Buffer.from(rasterBytes({ width: 16, height: 300, bits: new Uint8Array(600) }));
  const heads = ['1d7630000200' + '8000', '1d7630000200' + '8000', '1d7630000200' + '2c00'];
  expect([0, 264, 528].map((at) => bytes.subarray(at, at + 8).toString('hex'))).toEqual(heads);
  expect(bytes.length).toBe(600 + 3 * 8);
});

test('a printer carries out a real-time command that is only dots: the nudge is needed', async () => {
  const printer = await VirtualPrinter.start();
  await sendRaw(printer, rasterBytes(unlucky), cut);
  expect(printer.heard).toContain('clear-buffers');
  expect(printer.papers.map(rowsOn)).not.toContainEqual(rowsOf(unlucky));
  await printer.stop();
});

test('nudged, the same picture is printed, and one dot of 115,200 differs for each command', async () => {
  const printer = await VirtualPrinter.start();
  const paper = new Promise<string[]>((resolve) => printer.onPaper((cutOff) => resolve(rowsOn(cutOff))));
  await sendRaw(printer, jobBytes(pictureJob(unlucky), 'nothing'));
  expect(await paper).toEqual(rowsOf(nudge(unlucky)));
  expect(printer.heard).toEqual([]);
  expect(differences(unlucky, nudge(unlucky))).toBe(1);
  await printer.stop();
});

test('every pair that could begin a real-time command is broken, also across rows', () => {
  const bits = new Uint8Array(72 * 2);
  bits.set([0x10, 0x04, 0x10, 0x05, 0x10, 0x14, 0x10, 0x10, 0x04], 10);
  bits.set([0x10, 0x04], 71);
  const clean = Buffer.from(nudge({ width: 576, height: 2, bits }).bits);
  for (const command of [0x04, 0x05, 0x14]) expect(clean.includes(Buffer.of(0x10, command))).toBe(false);
});

function differences(one: Bitmap, other: Bitmap): number {
  const [rows, others] = [rowsOf(one).join(''), rowsOf(other).join('')];
  return Array.from(rows).filter((dot, at) => dot !== others[at]).length;
}
