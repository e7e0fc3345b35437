import type { PaperJob } from './job.ts';
import type { PrinterProfile } from './profile.ts';

/** Pushes the four status bytes, now and at every change (Epson ESC/POS, GS a). */
export const reportChanges = Uint8Array.of(0x1d, 0x61, 0xff);
/** Rows of one dot in a millimetre of paper (203 dpi). */
const dotsPerMm = 8;
/** What ESC d feeds for one line where nothing else was set: 30 dots. */
const lineMm = 3.75;

/** Asks for the four real-time states: printer, offline cause, error, paper (Epson ESC/POS, DLE EOT 1 to 4). */
export const askStatus = Uint8Array.of(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4);

/** What the printer has still in hand from before this job. */
export type Leftover = 'nothing' | 'half-job' | 'not-known';

/**
 * Feeds the last row past the cutter, no further, and cuts (Epson ESC/POS, GS V, functions A and B). Without a cutter
 * the paper is fed to the edge where it is torn; by lines, as some of those models ignore ESC J.
 */
export function cutBytes({ cut, cutterMm }: Pick<PrinterProfile, 'cut' | 'cutterMm'>): Uint8Array {
  if (cut === 'none') return Uint8Array.of(0x1b, 0x64, Math.ceil(cutterMm / lineMm));
  return Uint8Array.of(0x1d, 0x56, cut === 'full' ? 0x41 : 0x42, 0);
}

/**
 * A printer whose line broke inside an image takes what comes next for the rest of it: as many NULs as the longest
 * command of a job has bytes end it and are ignored otherwise.
 */
export function endHalfJob({ dots, bandRows }: PrinterProfile): Uint8Array {
  return new Uint8Array(bandRows * (dots / 8) + 8);
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

/** How long a job may take, in ms: 2 s, three times its printing time, and what the line itself takes to carry it. */
export function jobDeadlineMs({ rows }: PaperJob, { mmPerSecond, cutterMm }: PrinterProfile, sendingMs = 0): number {
  const mm = rows / dotsPerMm + cutterMm;
  return Math.ceil(2_000 + (3_000 * mm) / mmPerSecond + sendingMs);
}
