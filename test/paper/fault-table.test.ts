import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../core/faults.ts';
import { type PaperJob, pictureJob } from '../../core/paper/job.ts';
import type { PaperOutcome } from '../../core/ticket.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import type { Onset, Trouble } from '../fakes/printer/trouble.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { draw, setupFor, slip } from './example.ts';

const unmarked = draw(slip);
const marked = draw({ ...slip, reprints: 1 });

const troubles = {
  'paper out': ['paper-out', 'paper-out'],
  'cover open': ['cover-open', 'cover-open'],
  'cutter jammed': ['cutter-jammed', 'cutter-jammed'],
  silent: ['mute', 'printer-silent'],
  vanished: ['vanished', 'printer-lost'],
} as const satisfies Record<string, readonly [Trouble, Fault]>;

const moments = {
  before: {},
  'in the first band': { afterRows: 40 },
  'in the middle': { afterRows: Math.floor(unmarked.height / 2) },
  'before the cut': { atCut: true },
  'after the cut': { afterCut: true },
  'before the fence is answered': { atFence: true },
} as const satisfies Record<string, Onset>;

type Moment = keyof typeof moments;
/** A slip as it stands on paper: rows of dots. */
type Look = readonly Uint8Array[];

/** What comes of the first attempt: before a byte has left it is certain, from then on only the fault is. */
const outcomeAt = (moment: Moment, fault: Fault): PaperOutcome =>
  moment === 'before' ? { outcome: 'not-printed', fault } : { outcome: 'unknown', fault };

/** Where the slip is on paper, though nobody could say so. */
const isOut: readonly Moment[] = ['after the cut', 'before the fence is answered'];

const table = (Object.keys(troubles) as (keyof typeof troubles)[]).flatMap((trouble) =>
  (Object.keys(moments) as Moment[]).map((moment) => ({ trouble, moment })),
);

test('the table has thirty rows', () => expect(table).toHaveLength(30));

describe.each(['gs-h', 'gs-r'] as const)('with the fence %s', (fence) => {
  const looks: Record<'unmarked' | 'marked', Look> = { unmarked: [], marked: [] };
  beforeAll(async () => {
    looks.unmarked = await asPrinted(pictureJob(unmarked));
    looks.marked = await asPrinted(pictureJob(marked));
  });

  describe.concurrent('a number never has two papers without a mark, and is never without one', () => {
    test.each(table)('$trouble $moment', async ({ trouble, moment }) => {
      const [what, fault] = troubles[trouble];
      const printer = await VirtualPrinter.start({ bufferBytes: 4_096 });
      const sender = await openPrinter(setupFor(printer.port, { fence }));
      await printer.break(what, moments[moment]);
      const first = await sender.print(1, pictureJob(unmarked));
      expect(first).toEqual(outcomeAt(moment, fault));

      await printer.mend();
      const isAgain = first.outcome === 'not-printed';
      expect(await sender.print(2, pictureJob(isAgain ? unmarked : marked))).toEqual({ outcome: 'printed' });
      const papers = papersOf(printer, looks);
      if (isAgain) expect(papers).toEqual({ unmarked: 1, marked: 0 });
      else if (isOut.includes(moment)) expect(papers).toEqual({ unmarked: 1, marked: 1 });
      else {
        expect(papers.marked).toBe(1);
        expect(papers.unmarked).toBeLessThanOrEqual(1);
      }
      expect(printer.oddities).toEqual([]);
      await printer.stop();
    });
  });
});

test('the answer to a GS r that an earlier job left in the printer does not confirm the next job', async () => {
  const printer = await VirtualPrinter.start({ mmPerSecond: 400, bufferBytes: 1_000_000 });
  const sender = await openPrinter(setupFor(printer.port, { fence: 'gs-r' }));
  await printer.break('cover-open', { afterRows: 300 });
  expect(await sender.print(1, pictureJob(unmarked))).toEqual({ outcome: 'unknown', fault: 'cover-open' });
  await printer.mend();
  // The first job goes on, and its fence is answered while the second one waits behind it.
  const second = sender.print(2, pictureJob(marked));
  const off = printer.onPaper(() => {
    off();
    void printer.break('paper-out', { afterRows: 500 });
  });
  expect(await second).toEqual({ outcome: 'unknown', fault: 'paper-out' });
  await printer.stop();
});

async function asPrinted(job: PaperJob): Promise<Look> {
  const printer = await VirtualPrinter.start();
  const sender = await openPrinter(setupFor(printer.port));
  expect(await sender.print(1, job)).toEqual({ outcome: 'printed' });
  const { rows } = printer.papers[0]!;
  await printer.stop();
  return rows;
}

/** How many whole slips stand on what was burnt, cut off or not; under its mark a marked one looks like the other. */
function papersOf({ papers, uncut }: VirtualPrinter, { unmarked, marked }: Record<'unmarked' | 'marked', Look>) {
  const burnt = [...papers, uncut].flatMap(({ rows }) => rows);
  const ends = (look: Look) =>
    burnt.flatMap((_, top) => (look.every((row, y) => isSame(row, burnt[top + y])) ? [top + look.length] : []));
  const markedEnds = ends(marked);
  return { unmarked: ends(unmarked).filter((end) => !markedEnds.includes(end)).length, marked: markedEnds.length };
}

const isSame = (row: Uint8Array, other: Uint8Array | undefined) =>
  other !== undefined && Buffer.compare(row, other) === 0;
