import { join } from './bytes.ts';
import type { PaperJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';
import { longestBand, nudge, rasterBytes } from './raster.ts';

/** Clears the print buffer and the modes (Epson ESC/POS, ESC @). */
const initialise = Uint8Array.of(0x1b, 0x40);
/** Pushes the four status bytes at every change (Epson ESC/POS, GS a). */
const reportChanges = Uint8Array.of(0x1d, 0x61, 0xff);
/** Feeds the last row past the cutter and cuts (Epson ESC/POS, GS V, function B). */
const feedAndCut = Uint8Array.of(0x1d, 0x56, 0x42, 0);
/** Rows of one dot in a millimetre of paper (203 dpi). */
const dotsPerMm = 8;

/** Asks for the four real-time states: printer, offline cause, error, paper (Epson ESC/POS, DLE EOT 1 to 4). */
export const askStatus = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);

/** What the printer has still in hand from before this job. */
export type Leftover = 'nothing' | 'half-job' | 'not-known';

/** Everything of a job but its fence. After a half job the piece of paper in the printer is cut off first. */
export function jobBytes({ parts }: PaperJob, leftover: Leftover): Uint8Array {
  const pictures = parts.flatMap((part) => (part.kind === 'picture' ? [rasterBytes(nudge(part.bitmap))] : []));
  return join([endHalfJob(leftover), initialise, reportChanges, ...pictures, feedAndCut]);
}

/**
 * A printer whose line broke inside an image takes what comes next for the rest of it: as many NULs as a band
 * has bytes end the image and are ignored otherwise. No cut when it is only feared: a scrap can jam a presenter.
 */
function endHalfJob(leftover: Leftover): Uint8Array {
  if (leftover === 'nothing') return new Uint8Array();
  const fill = new Uint8Array(longestBand + 8);
  return leftover === 'half-job' ? join([fill, initialise, feedAndCut]) : fill;
}

/** Four characters that name one attempt, so that no answer is taken for another's. */
export type FenceId = string & { readonly fence: unique symbol };

/**
 * The job id of a help slip, which no ticket numbers: of the last 46,656 fence names (Z000 to ZZZZ) the one of this
 * second, so that two attempts of thirteen hours differ. A site's ticket jobs, counted from 1, come to those names only
 * after 1,632,960 attempts, and then only a neighbour in the printer's queue could be mistaken for it.
 */
export function helpJob(at: Date): number {
  return 35 * 36 ** 3 + (Math.floor(at.getTime() / 1_000) % 36 ** 3);
}

/** The fence name of a print job: its id in base 36. Comes round again after 1,679,616 jobs. */
export function fenceId(job: number): FenceId {
  return (job % 36 ** 4).toString(36).toUpperCase().padStart(4, '0') as FenceId;
}

/**
 * Asks for an answer when everything before has been done: `37 22 id 00` (Epson ESC/POS, GS ( H, function 48)
 * or a paper status (GS r 1), which every printer knows but which carries no name.
 */
export function fenceBytes(fence: Exclude<PrinterProfile['fence'], 'none'>, id: FenceId): Uint8Array {
  if (fence === 'gs-r') return Uint8Array.of(0x1d, 0x72, 1);
  return Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Array.from(id, (letter) => letter.charCodeAt(0)));
}

/** How long a job may take, in ms: 2 s and three times its printing time. */
export function jobDeadlineMs({ rows }: PaperJob, { mmPerSecond, cutterMm }: PrinterProfile): number {
  const mm = rows / dotsPerMm + cutterMm;
  return 2_000 + (3_000 * mm) / mmPerSecond;
}
