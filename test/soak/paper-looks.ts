import { crc32 } from 'node:zlib';
import type { Slip } from '../../core/contract/devices.ts';
import { paperJob } from '../../core/paper/paper-job.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import type { PrinterSetup } from '../../native/printer/setup.ts';
import type { Paper } from '../fakes/printer/paper.ts';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';

/** A slip of a ticket, and its rows as numbers that stand for them. */
export interface Look {
  readonly ticketId: string;
  readonly reprints: number;
  readonly rows: readonly number[];
}

/** How slips look on paper: each is printed once more, on a printer that never failed. */
export async function looksOf(
  slips: readonly { readonly ticketId: string; readonly slip: Slip }[],
  { profile }: PrinterSetup,
): Promise<Look[]> {
  const printer = await VirtualPrinter.start({ width: profile.dots });
  const sender = await openPrinter({ profile, line: { by: 'tcp', host: '127.0.0.1', port: printer.port } });
  const looks: Look[] = [];
  for (const [index, { ticketId, slip }] of slips.entries()) {
    const { outcome } = await sender.print(index + 1, paperJob(slip, profile, makeSurface));
    const paper = printer.papers.pop();
    if (outcome !== 'printed' || !paper) throw new Error(`a slip that is only looked at is ${outcome}`);
    looks.push({ ticketId, reprints: slip.reprints, rows: numbersOf([paper]) });
  }
  await printer.stop();
  return looks;
}

/** The slips that stand whole on what was burnt, each as often as it does. */
export function wholeSlips(papers: readonly Paper[], looks: readonly Look[]): Look[] {
  const burnt = numbersOf(papers);
  const byRow = rarestRows(looks);
  const found = burnt.flatMap((row, at) =>
    (byRow.get(row) ?? []).flatMap(({ look, offset }) => {
      const top = at - offset;
      return look.rows.every((one, y) => one === burnt[top + y]) ? [{ look, end: top + look.rows.length }] : [];
    }),
  );
  // Under its mark a reprint looks as the first paper did.
  const isUnderMark = (ticketId: string, end: number) =>
    found.some(({ look, end: other }) => look.reprints > 0 && look.ticketId === ticketId && other === end);
  return found.flatMap(({ look, end }) => (look.reprints > 0 || !isUnderMark(look.ticketId, end) ? [look] : []));
}

/** Each slip by the one of its rows that the fewest others have. */
function rarestRows(looks: readonly Look[]): Map<number, { look: Look; offset: number }[]> {
  const counts = new Map<number, number>();
  for (const { rows } of looks) for (const row of new Set(rows)) counts.set(row, (counts.get(row) ?? 0) + 1);
  const byRow = new Map<number, { look: Look; offset: number }[]>();
  for (const look of looks) {
    const once = look.rows.filter((row, _, all) => all.indexOf(row) === all.lastIndexOf(row));
    const rarest = once.reduce((best, row) => (counts.get(row)! < counts.get(best)! ? row : best));
    byRow.set(rarest, [...(byRow.get(rarest) ?? []), { look, offset: look.rows.indexOf(rarest) }]);
  }
  return byRow;
}

const numbersOf = (papers: readonly Paper[]) => papers.flatMap(({ rows }) => rows.map((row) => crc32(row)));
