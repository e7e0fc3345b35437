import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { printerContract } from '../../core/contract/devices.ts';
import { drawSlip } from '../../core/paper/draw.ts';
import { pictureJob } from '../../core/paper/job.ts';
import { paperJob } from '../../core/paper/paper-job.ts';
import type { Bitmap } from '../../core/paper/raster.ts';
import type { MakeSurface } from '../../core/paper/surface.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { hostModule } from '../../electron/places.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { compose } from '../../native/printer/composer.ts';
import { Paper } from '../fakes/printer/paper.ts';
import { type Options, VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { processUnder, rssMb } from '../kill/process-under.ts';
import { setupFor, slip } from '../paper/example.ts';
import { type Row, rowOf } from './row.ts';

const WARM_UPS = 10;
const SLIPS = 1_000;
const COMPOSER_RUNS = 10;
/** A usual 80 mm printer, and one that prints as fast as it is given slips. */
const usual = { mmPerSecond: 150 };
const fast = { mmPerSecond: 50_000 };
const { profile } = setupFor(9_100);

/** From the words of a slip to the paper cut off, and what the printer's process holds after a day of slips. */
export async function rows(runs = 100): Promise<Row[]> {
  const drawing = await drawMany(runs);
  return [
    rowOf('draw', 'ms', drawing.draw),
    rowOf('pack', 'ms', drawing.pack),
    rowOf('draw-and-pack', 'ms', drawing.both),
    ...(await composers()),
    { name: 'bytes-raster-80', unit: 'bytes', value: bytesOf('raster') },
    { name: 'bytes-hybrid-80', unit: 'bytes', value: bytesOf('hybrid') },
    ...(await touchToCut(Math.min(runs, 20))),
    await rssAfter(SLIPS),
  ];
}

async function drawMany(runs: number) {
  const times = { draw: [] as number[], pack: [] as number[], both: [] as number[] };
  for (let run = -WARM_UPS; run < runs; run++) {
    let drawnAt = 0;
    const startedAt = performance.now();
    drawSlip(
      numbered(run),
      profile.dots,
      noticing(() => (drawnAt = performance.now())),
    );
    const doneAt = performance.now();
    await nextTurn();
    if (run < 0) continue;
    times.draw.push(drawnAt - startedAt);
    times.pack.push(doneAt - drawnAt);
    times.both.push(doneAt - startedAt);
  }
  return times;
}

/** Surfaces that tell when the picture on them is taken. */
function noticing(taken: () => void): MakeSurface {
  return (width, height) => {
    const surface = makeSurface(width, height);
    const take = surface.getImageData.bind(surface);
    surface.getImageData = (...box) => {
      const picture = take(...box);
      taken();
      return picture;
    };
    return surface;
  };
}

/** Our own way from a picture to the printer's bytes, and that of node-thermal-printer, which is given no printer. */
async function composers(): Promise<Row[]> {
  const bitmap = drawSlip(slip, profile.dots, makeSurface);
  const png = pngOf(bitmap);
  const own: number[] = [];
  const library: number[] = [];
  for (let run = -1; run < COMPOSER_RUNS; run++) {
    const startedAt = performance.now();
    compose(pictureJob(bitmap), profile, 'nothing');
    const composedAt = performance.now();
    await printImage(png);
    const doneAt = performance.now();
    if (run < 0) continue;
    own.push(composedAt - startedAt);
    library.push(doneAt - composedAt);
  }
  const ours = rowOf('compose', 'ms', own);
  const theirs = rowOf('composer', 'ms', library);
  return [ours, { ...theirs, ratio: Math.round(theirs.p50! / Math.max(0.1, ours.p50!)) }];
}

async function printImage(png: Buffer): Promise<void> {
  const nowhere = { execute: async () => Buffer.alloc(0) } as unknown as string;
  await new ThermalPrinter({ type: PrinterTypes.EPSON, interface: nowhere }).printImageBuffer(png);
}

function pngOf({ width, height, bits }: Bitmap): Buffer {
  const row = (y: number) => Uint8Array.from({ length: width }, (_, x) => isSet(bits, y * width + x));
  return new Paper(
    width,
    Array.from({ length: height }, (_, y) => row(y)),
  ).toPng();
}

const isSet = (bits: Uint8Array, dot: number) => (bits[dot >> 3]! >> (7 - (dot & 7))) & 1;

function bytesOf(drawing: 'raster' | 'hybrid'): number {
  const of = { ...profile, drawing };
  return compose(paperJob(slip, of, makeSurface), of, 'nothing').length;
}

/** From the request to the printer's process to its printer's word that the slip is cut. */
async function touchToCut(runs: number): Promise<Row[]> {
  const { print, stop } = await hostWith(usual);
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) times.push(await print(run));
  await stop();
  const [first = 0, ...warm] = times;
  return [{ name: 'first-to-cut', unit: 'ms', value: Math.round(first) }, rowOf('touch-to-cut', 'ms', warm)];
}

async function rssAfter(slips: number): Promise<Row> {
  const { print, stop, pid } = await hostWith(fast);
  for (let run = 0; run < slips; run++) await print(run);
  const value = Math.round(rssMb(pid));
  await stop();
  return { name: `rss-${slips}`, unit: 'MB', n: slips, value };
}

/** The printer's process as the main process starts it, and a printer for it. */
async function hostWith(options: Options & { readonly mmPerSecond: number }) {
  const printer = await VirtualPrinter.start(options);
  const setup = setupFor(printer.port, { mmPerSecond: Math.min(400, options.mmPerSecond) });
  const host = startHost(hostModule('printer'), setup);
  const client: ContractRouterClient<typeof printerContract> = createORPCClient(new RPCLink({ port: host.port }));
  await client.beat();
  return {
    pid: processUnder(process.pid, 'printer-host')!,
    async print(run: number) {
      const startedAt = performance.now();
      const { outcome } = await client.print({ job: run + 1, slip: numbered(run) });
      if (outcome !== 'printed') throw new Error(`a slip of the bench is ${outcome}`);
      printer.papers.length = 0;
      return performance.now() - startedAt;
    },
    async stop() {
      host.kill();
      await printer.stop();
    },
  };
}

const numbered = (run: number) => ({ ...slip, number: `B${String(Math.abs(run) % 1_000).padStart(3, '0')}` });
/** The canvas gives its memory back only between turns of the event loop. */
const nextTurn = () => new Promise(setImmediate);
