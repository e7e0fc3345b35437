import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReadMemory } from '../../core/card/reading.ts';
import { ok } from '../../core/result.ts';
import { keyTo } from '../card/card-in-hand.ts';
import { leakAfterReads } from '../card/leak.ts';
import { benchCard, benchCitizen, benchSizes } from '../fakes/card/bench-card.ts';
import { trustedIssuer } from '../fakes/card/issuer.ts';
import { bitsMs, type LinkMaking } from '../fakes/card/link.ts';
import { type CardOnReader, openCardOnReader, withCard } from './card-on-reader.ts';
import { freshMemory, makeAhead, type ReadCost, readOnce, setReadSize } from './one-read.ts';
import { type Row, rowOf } from './row.ts';

const key = keyTo(benchCitizen);
const readSizes = [223, 1_000, 4_096, 16_384] as const;
/** 4,096: what the kiosk asks for by itself of a chip and a reader with extended length. */
const USUAL_SIZE = 4_096;
const SHORT_SIZE = 223;
const WARM_UPS = 3;
const LINK_RUNS = 3;
const LEAK_READS = 1_000;
/** As in a real chip's field, so that what the host does meanwhile is done meanwhile. */
const realLink = { kbitPerSecond: 424, isReal: true } as const;
/** One for each of the seven files, and those that select, open by PACE, and authenticate chip and answer: 1 + 5 + 2 + 1. */
const FEWEST_COMMANDS = 7 + 9;

/**
 * One whole read of a fixed card (PACE by its access number, all files and the portrait, chip and active authentication,
 * passive authentication to a trusted issuer), through pcscd with its virtual reader, the card in a process of its own;
 * and over the model of a contactless link.
 */
export async function rows(runs = 10): Promise<Row[]> {
  const reader = await openCardOnReader();
  try {
    const memory = freshMemory(reader.issuer);
    const sized = [];
    for (const size of readSizes) sized.push({ size, costs: await readMany(reader, memory, runs, size) });
    return [
      ...sized.map(({ size, costs }) => ({ name: `apdus-${size}`, unit: 'commands', value: costs[0]!.apdus })),
      ...sized.map(({ size, costs }) => row(`read-${size}`, costs, 'ms')),
      ...(await hostRows(reader, memory, runs)),
      await linkRow('link-106', { kbitPerSecond: 106 }, SHORT_SIZE),
      await linkRow('link-424', { kbitPerSecond: 424 }, SHORT_SIZE),
      await linkRow('link-424-extended', { kbitPerSecond: 424 }, USUAL_SIZE),
      await leakRow(),
    ];
  } finally {
    await reader.stop();
  }
}

function row(name: string, costs: readonly ReadCost[], of: 'ms' | 'cpuMs' | 'waitedMs'): Row {
  return rowOf(
    name,
    'ms',
    costs.map((cost) => cost[of]),
  );
}

/** So many reads of one size, after some that are not counted; the card comes into the field anew for each. */
async function readMany(
  reader: CardOnReader,
  memory: ReadMemory,
  runs: number,
  size: number,
  link?: Partial<LinkMaking>,
): Promise<ReadCost[]> {
  const costs: ReadCost[] = [];
  await reader.place(link);
  for (let run = 0; run < WARM_UPS + runs; run++) {
    makeAhead(memory);
    setReadSize(memory, size);
    await reader.enter();
    costs.push(await withCard((transceive) => readOnce(transceive, key, memory)));
  }
  await reader.lift();
  return costs.slice(WARM_UPS);
}

/** CPU of the reading process alone: its first card after start, and a warm one. */
async function hostRows(reader: CardOnReader, memory: ReadMemory, runs: number): Promise<Row[]> {
  const firsts: ReadCost[] = [];
  await reader.place(realLink);
  for (let run = 0; run < runs; run++) firsts.push(await firstRead(reader));
  await reader.lift();
  const warm = await readMany(reader, memory, runs, USUAL_SIZE, realLink);
  return [
    row('host-cpu-first', firsts, 'cpuMs'),
    row('host-cpu-warm', warm, 'cpuMs'),
    row('host-cpu-waited', warm, 'waitedMs'),
  ];
}

async function firstRead(reader: CardOnReader): Promise<ReadCost> {
  await reader.enter();
  const issuer = Buffer.from(reader.issuer).toString('base64');
  const child = fork(fileURLToPath(new URL('./first-card.ts', import.meta.url)), [issuer]);
  const [cost] = (await once(child, 'message')) as [ReadCost];
  await once(child, 'exit');
  return cost;
}

/**
 * What a read takes, over the least that it could. Above the line: every bit of every command and answer at the bit
 * rate, the chip's own time (12 ms a command, 60 ms one with a public key), and the host's CPU that the chip waited for.
 * Below it: the bits of the files alone, and the chip's own time for the fewest commands that read and prove them.
 */
async function linkRow(name: string, link: Partial<LinkMaking>, size: number): Promise<Row> {
  const card = benchCard({ link: { ...link, isReal: true } });
  const memory = freshMemory(trustedIssuer());
  const ratios: number[] = [];
  for (let run = 0; run <= LINK_RUNS; run++) {
    makeAhead(memory);
    setReadSize(memory, size);
    card.enter();
    card.link.clear();
    const cost = await readOnce(async (apdu) => ok(await card.transceive(apdu)), key, memory);
    ratios.push((card.link.elapsedMs + cost.waitedMs) / leastMs(card.link));
  }
  const sorted = ratios.slice(1).sort((a, b) => a - b);
  return { name, unit: 'to the physical minimum', n: LINK_RUNS, ratio: round(sorted[LINK_RUNS >> 1]!) };
}

function leastMs({ making, apdus, ownMs }: { making: LinkMaking; apdus: number; ownMs: number }): number {
  const fileBytes = Object.values(benchSizes).reduce((sum, bytes) => sum + bytes, 0);
  return bitsMs(fileBytes, making) + ownMs - (apdus - FEWEST_COMMANDS) * making.msPerCommand;
}

/** What a thousand reads leave behind in memory. */
async function leakRow(): Promise<Row> {
  const { growthMb } = await leakAfterReads(LEAK_READS);
  return { name: `leak-${LEAK_READS}`, unit: 'MB', n: LEAK_READS, value: round(growthMb) };
}

const round = (value: number) => Math.round(value * 1_000) / 1_000;
