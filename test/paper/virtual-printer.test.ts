import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, test } from 'vitest';
import { Paper } from '../fakes/printer/paper.ts';
import { type Options, VirtualPrinter } from '../fakes/printer/virtual-printer.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A printer, and a line to it by which bytes are said and answers heard. */
async function at(options: Options = {}) {
  const printer = await VirtualPrinter.start(options);
  ends.push(() => printer.stop());
  const socket = await lineTo(printer.port);
  const heard: number[] = [];
  socket.on('data', (bytes: Buffer) => heard.push(...bytes));
  const say = (...bytes: (number | string)[]) =>
    socket.write(Buffer.concat(bytes.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.of(one)))));
  /** The next answer, once nothing more comes. */
  const answer = async () => {
    while (heard.length === 0) await sleep(5);
    await sleep(20);
    return heard.splice(0);
  };
  return { printer, socket, say, answer };
}

async function lineTo(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  ends.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const feedAndCut = [0x1d, 0x56, 66, 0];
const askPaper = [0x1d, 0x72, 1];

/** Left and right edge, top and bottom of the ink. */
function inkOf({ rows, width }: Paper) {
  const lines = rows.flatMap((row, y) => (row.includes(1) ? [y] : []));
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => rows.some((row) => row[x] === 1));
  return { left: columns[0]!, right: columns.at(-1)!, top: lines[0]!, bottom: lines.at(-1)! };
}

describe('its own font', () => {
  test('prints a line at each line feed, left, in the middle and right', async () => {
    const { printer, say, answer } = await at();
    say(0x1b, 0x40, 'HH', 0x0a, 0x1b, 0x61, 1, 'HH', 0x0a, 0x1b, 0x61, 2, 'HH', 0x0a, ...feedAndCut, ...askPaper);
    await answer();
    expect(printer.typed).toEqual(['HH', 'HH', 'HH']);
    const { rows } = printer.papers[0]!;
    expect(rows).toHaveLength(90);
    const [left, middle, right] = [0, 30, 60].map((top) => inkOf(new Paper(576, rows.slice(top, top + 30))));
    expect(left!.left).toBeLessThan(4);
    expect(Math.abs(middle!.left + middle!.right - 575)).toBeLessThan(4);
    expect(right!.right).toBeGreaterThan(570);
  });

  test('GS ! makes a letter up to eight times as large in both directions', async () => {
    const { printer, say, answer } = await at();
    say('H', 0x0a, ...feedAndCut, 0x1d, 0x21, 0x77, 'H', 0x0a, ...feedAndCut, ...askPaper);
    await answer();
    const [usual, large] = printer.papers.map(inkOf);
    const across = ({ left, right }: { left: number; right: number }) => right - left + 1;
    const down = ({ top, bottom }: { top: number; bottom: number }) => bottom - top + 1;
    expect(across(large!)).toBe(8 * across(usual!));
    expect(down(large!)).toBe(8 * down(usual!));
    expect(printer.papers[1]!.rows).toHaveLength(192);
  });

  test('bold burns more, a code page changes nothing, and ESC @ ends both', async () => {
    const { printer, say, answer } = await at();
    const line = ['B027', 0x0a, ...feedAndCut];
    say(...line, 0x1b, 0x45, 1, 0x1b, 0x74, 52, ...line, 0x1b, 0x40, ...line, ...askPaper);
    await answer();
    const [usual, bold, again] = printer.papers.map(({ ink }) => ink);
    expect(bold).toBeGreaterThan(1.2 * usual!);
    expect(again).toBe(usual);
    expect(printer.oddities).toEqual([]);
  });

  test('a line that is too long goes on in the next', async () => {
    const { printer, say, answer } = await at({ width: 384 });
    say('x'.repeat(40), 0x0a, ...askPaper);
    await answer();
    expect(printer.typed.map(({ length }) => length)).toEqual([32, 8]);
  });

  test('letters that are not ASCII are odd', async () => {
    const { printer, say, answer } = await at();
    say('ế', 0x0a, ...askPaper);
    await answer();
    expect(printer.oddities).toEqual(['text e1', 'text ba', 'text bf']);
  });
});

test('draws a QR by itself, of the size and level that were set, where the justification puts it', async () => {
  const { printer, say, answer } = await at();
  const link = 'https://motcham.example.vn/p/0b9d7c1e';
  const code = (...of: (number | string)[]) => {
    const length = of.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 1), 0);
    return [0x1d, 0x28, 0x6b, length, 0, ...of];
  };
  say(0x1b, 0x61, 1, ...code(49, 65, 50, 0), ...code(49, 67, 6), ...code(49, 69, 49), ...code(49, 80, 48, link));
  say(0x1b, 0x4a, 40, ...code(49, 81, 48), 0x1b, 0x64, 1, ...feedAndCut, ...askPaper);
  await answer();
  const paper = printer.papers[0]!;
  expect(jsqr.default(paper.pixels(), paper.width, paper.rows.length)?.data).toBe(link);
  const { left, right, top, bottom } = inkOf(paper);
  expect(right - left).toBe(bottom - top);
  expect((right - left + 1) % 6).toBe(0);
  expect(Math.abs(left + right - 575)).toBeLessThan(2);
  expect(top).toBe(40);
  expect(printer.oddities).toEqual([]);
});

test('cuts in every form: with a feed all of it, at once only what has passed the cutter', async () => {
  const { printer, say, answer } = await at();
  for (const [form, feed] of [[0], [1], [48], [49], [65, 8], [66, 8]] as const)
    say(0x1b, 0x4a, 200, 0x1d, 0x56, form, ...(feed === undefined ? [] : [feed]));
  say(...askPaper);
  await answer();
  // The first leaves 96 rows in the printer, and each one after it takes them along.
  expect(printer.papers.map(({ rows }) => rows.length)).toEqual([104, 200, 200, 200, 304, 208]);
  expect(printer.uncut.rows).toHaveLength(0);
});

test('without a cutter paper hangs out until it is torn off', async () => {
  const { printer, say, answer } = await at({ hasCutter: false });
  say(0x1b, 0x4a, 200, ...feedAndCut, ...askPaper);
  await answer();
  expect(printer.papers).toHaveLength(0);
  printer.tear();
  expect(printer.papers.map(({ rows }) => rows.length)).toEqual([200]);
});

test('kicks a drawer, says its name and the state of paper and drawer', async () => {
  const { printer, say, answer } = await at();
  say(0x1b, 0x70, 0, 25, 250, 0x1d, 0x49, 67, 0x1d, 0x49, 1, 0x1d, 0x72, 1, 0x1d, 0x72, 2);
  expect(await answer()).toEqual([0x5f, ...Buffer.from('TM-T20III'), 0, 0x20, 0, 0]);
  expect(printer.pulses).toBe(1);
  say(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, '0A1B');
  expect(await answer()).toEqual([0x37, 0x22, ...Buffer.from('0A1B'), 0]);
});

test.each([
  ['paper-out', [0x1a, 0x32, 0x12, 0x7e]],
  ['near-end', [0x12, 0x12, 0x12, 0x1e]],
  ['cover-open', [0x1a, 0x16, 0x12, 0x12]],
  ['cutter-jammed', [0x1a, 0x52, 0x1a, 0x12]],
  ['unrecoverable', [0x1a, 0x52, 0x32, 0x12]],
  ['head-hot', [0x1a, 0x52, 0x52, 0x12]],
] as const)(
  '%s: answers DLE EOT 1 to 4 at once, and to nothing that is queued while it is offline',
  async (trouble, said) => {
    const { printer, say, answer } = await at();
    await printer.break(trouble);
    say(...[1, 2, 3, 4].flatMap((n) => [0x10, 4, n]));
    expect(await answer()).toEqual(said);
    say(...askPaper, 0x10, 4, 1);
    expect(await answer()).toEqual(trouble === 'near-end' ? [0x12, 0x03] : [0x1a]);
    await printer.mend();
    if (trouble !== 'near-end') expect(await answer()).toEqual([0x00]);
  },
);

describe('troubles', () => {
  test('what goes wrong after GS a is pushed, and that it is right again too', async () => {
    const { printer, say, answer } = await at();
    say(0x1d, 0x61, 0xff);
    expect(await answer()).toEqual([0x10, 0, 0, 0x0f]);
    await printer.break('cover-open');
    expect(await answer()).toEqual([0x38, 0, 0, 0x0f]);
    await printer.mend();
    expect(await answer()).toEqual([0x10, 0, 0, 0x0f]);
  });

  test('vanished half-way through a stream, it comes back and prints what it had', async () => {
    const { printer, socket, say } = await at();
    await printer.break('vanished', { afterBytes: 8, backAfterMs: 100 });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    say(0x1b, 0x4a, 200, 0x1b, 0x4a, 200, 0x1d, 0x56, 66, 0);
    await closed;
    const refused = connect(printer.port, '127.0.0.1');
    const error = await new Promise((resolve) => refused.once('error', resolve));
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    await sleep(150);
    const again = await lineTo(printer.port);
    // It still waits for two bytes of the cut.
    again.write(Uint8Array.of(66, 0, ...askPaper));
    await once(again, 'data');
    expect(printer.papers.map(({ rows }) => rows.length)).toEqual([400]);
  });

  test('switched off, it forgets what it had not yet printed', async () => {
    const { printer, say } = await at();
    await printer.break('switched-off', { afterRows: 100 });
    say(0x1b, 0x4a, 200, ...feedAndCut);
    await sleep(50);
    await printer.mend();
    const again = await lineTo(printer.port);
    again.write(Uint8Array.of(...askPaper));
    await once(again, 'data');
    expect(printer.papers).toHaveLength(0);
  });

  test('with 4 kB of buffer it reads no more than it prints', async () => {
    const { printer, say } = await at({ bufferBytes: 4_096 });
    await printer.break('paper-out');
    const picture = Buffer.alloc(72 * 1_000);
    say(0x1d, 0x76, 0x30, 0, 72, 0, 1_000 % 256, 1_000 >> 8, picture.toString('latin1'));
    await sleep(100);
    expect(printer.bytesReceived).toBe(4_096);
  });
});

test('prints as fast as paper moves: 100 mm at 400 mm a second take a quarter of a second', async () => {
  const { printer, say, answer } = await at({ mmPerSecond: 400 });
  const startedAt = performance.now();
  for (let time = 0; time < 4; time++) say(0x1b, 0x4a, 200);
  say(...askPaper);
  await answer();
  expect(printer.uncut.rows).toHaveLength(800);
  expect(performance.now() - startedAt).toBeGreaterThan(240);
});

test('keeps what came out as pictures', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cham-paper-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const { printer, say, answer } = await at({ keepIn: folder });
  say('A', 0x0a, ...feedAndCut, 'B', 0x0a, ...feedAndCut, ...askPaper);
  await answer();
  expect(readdirSync(folder)).toEqual(['0001.png', '0002.png']);
  const picture = PNG.sync.read(readFileSync(join(folder, '0002.png')));
  expect(Buffer.from(picture.data)).toEqual(Buffer.from(printer.papers[1]!.pixels()));
});
