import { createServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { fenceBytes, fenceId } from '../../core/paper/commands.ts';
import { pictureJob } from '../../core/paper/job.ts';
import type { PrinterProfile } from '../../core/paper/profile.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { freePort } from '../stage/free-port.ts';
import { setupFor } from './example.ts';

const paper = pictureJob({ width: 576, height: 64, bits: new Uint8Array(72 * 64).fill(0x55) });
/** A megabyte. */
const long = { kind: 'picture', bitmap: { width: 576, height: 14_564, bits: new Uint8Array(72 * 14_564) } } as const;
const isReady = [0x12, 0x12, 0x12, 0x12];
/** Pushed after GS a: online, no error, paper. */
const state = [0x10, 0, 0, 0x0f];
const queueReached = [0];
/** To what the first job asks at its end: twice for itself, twice for what a process before may have left. */
const allReached = [0, 0, 0, 0];
const named = (id: string) => [0x37, 0x22, ...Buffer.from(id), 0];

const printed = { outcome: 'printed' };
const silent = { outcome: 'unknown', fault: 'printer-silent' };
const ends: (() => unknown)[] = [];
afterAll(() => ends.forEach((end) => void end()));

interface Script {
  /** Said when the first bytes of the job come. */
  readonly atBegin?: readonly number[];
  /** The job is more than the line holds, and the printer reads no more of it than its beginning for a while. */
  readonly isSlow?: boolean;
  /** Said when the fence has come. */
  readonly atFence?: readonly number[];
  /** Once the job has begun, no question is answered. */
  readonly isMuteAfter?: boolean;
}

/**
 * A printer that says what it is told to, whatever it is given, for one job after the other; gives how the last one
 * ended and all that it was sent.
 */
async function printOn(script: Script | readonly Script[], profile: Partial<PrinterProfile>) {
  const scripts = [script].flat() as Script[];
  const port = await freePort();
  const setup = setupFor(port, profile);
  const { fence } = setup.profile;
  const endOf = (job: number) => (fence === 'none' ? Buffer.of(0xff) : Buffer.from(fenceBytes(fence, fenceId(job))));
  let job = 0;
  let got = Buffer.alloc(0);
  const server = createServer((socket) => {
    const { atBegin = [], isSlow = false, atFence = [], isMuteAfter = false } = scripts[job++]!;
    const end = endOf(job);
    got = Buffer.alloc(0);
    let hasBegun = false;
    let isAnswered = false;
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      got = Buffer.concat([got.subarray(-65_536), bytes]);
      if (bytes.subarray(0, 2).equals(Buffer.of(0x10, 4))) {
        if (!hasBegun || !isMuteAfter) socket.write(Buffer.from(isReady));
        return;
      }
      if (!hasBegun) {
        hasBegun = true;
        socket.write(Buffer.from(atBegin));
        if (isSlow) setTimeout(() => socket.resume(), 500, socket.pause());
      }
      if (isAnswered || !got.includes(end)) return;
      isAnswered = true;
      socket.write(Buffer.from(atFence));
    });
  }).listen(port, '127.0.0.1');
  ends.push(() => server.close());
  const sender = openPrinter(setup);
  let outcome: PaperOutcome | undefined;
  for (const [n, { isSlow }] of scripts.entries())
    outcome = await sender.print(n + 1, isSlow ? { ...paper, parts: Array(16).fill(long) } : paper);
  return { outcome, got };
}

describe.concurrent('an answer without a name', () => {
  const fence = 'gs-r';

  test('is taken after the state that this job asked for, and after its fence', async () => {
    const { outcome } = await printOn({ atBegin: state, atFence: allReached }, { fence });
    expect(outcome).toEqual(printed);
  });

  test('of a job before, still in the printer, is not taken: it comes before this one’s state', async () => {
    const { outcome } = await printOn({ atFence: allReached }, { fence });
    expect(outcome).toEqual(silent);
  });

  test('is not taken before the fence has left', async () => {
    const { outcome } = await printOn({ atBegin: [...state, ...allReached], isSlow: true }, { fence });
    expect(outcome).toEqual(silent);
  });

  test('is not one stray byte', async () => {
    const { outcome } = await printOn({ atBegin: state, atFence: queueReached }, { fence });
    expect(outcome).toEqual(silent);
  });

  test('is not one stray byte after a job that was confirmed either', async () => {
    const confirmed = { atBegin: state, atFence: allReached };
    const { outcome } = await printOn([confirmed, { atBegin: state, atFence: queueReached }], { fence });
    expect(outcome).toEqual(silent);
  });

  test('is not taken from a printer that says nothing more', async () => {
    const { outcome } = await printOn({ atBegin: state, atFence: allReached, isMuteAfter: true }, { fence });
    expect(outcome).toEqual(silent);
  });
});

describe.concurrent('an answer with a name', () => {
  const fence = 'gs-h';

  test('is taken when it is this job’s', async () => {
    expect((await printOn({ atFence: named(fenceId(1)) }, { fence })).outcome).toEqual(printed);
  });

  test.each([
    ['of another job', named(fenceId(2))],
    ['of no job', named('')],
    ['that is not whole', named(fenceId(1)).slice(0, -1)],
    ['that is none', [...queueReached, ...state]],
  ])('is not taken: one %s', async (_, answer) => {
    expect((await printOn({ atFence: answer }, { fence })).outcome).toEqual(silent);
  });

  test('is not taken before the fence has left', async () => {
    expect((await printOn({ atBegin: named(fenceId(1)), isSlow: true }, { fence })).outcome).toEqual(silent);
  });
});

describe.concurrent('a printer', () => {
  test('without status is neither asked before nor told to report, but its fence is taken', async () => {
    const { outcome, got } = await printOn({ atFence: named(fenceId(1)) }, { fence: 'gs-h', hasStatus: false });
    expect(outcome).toEqual(printed);
    expect(got.includes(Buffer.of(0x10, 4))).toBe(false);
    expect(got.includes(Buffer.of(0x1d, 0x61, 0xff))).toBe(false);
  });

  test('without a fence leaves a slip at sent', async () => {
    const { outcome } = await printOn({ atBegin: [...state, ...queueReached] }, { fence: 'none' });
    expect(outcome).toEqual({ outcome: 'sent' });
  });

  test('without fence and status is lost only where nothing is there', async () => {
    const sender = openPrinter(setupFor(await freePort(), { fence: 'none', hasStatus: false }));
    expect(await sender.status()).toEqual({ state: 'faulty', fault: 'printer-lost' });
    expect((await printOn({}, { fence: 'none', hasStatus: false })).outcome).toEqual({ outcome: 'sent' });
  });
});
