import encodeQR from 'qr';
import type { Block, Mark } from './blocks.ts';

/** Blank modules on every side (ISO/IEC 18004 §6.3.8). */
export const quiet = 4;
/** 6 dots are 0.75 mm: read by every phone from a thermal slip; fewer only where the paper is too narrow. */
const dotsPerModule = 6;

/** A QR of error level M with its quiet zone, at most `room` dots wide (ISO/IEC 18004). */
export function qrBlock(link: string, room: number): Block {
  const rows = encodeQR(link, 'raw', { ecc: 'medium', border: quiet });
  const dots = dotsOf(rows.length, room);
  const marks = rows.flatMap((row, y) =>
    row.flatMap((isDark, x): Mark[] =>
      isDark ? [{ kind: 'ink', x: x * dots, y: y * dots, width: dots, height: dots }] : [],
    ),
  );
  return { width: rows.length * dots, height: rows.length * dots, marks };
}

/** Dots of one module where the QR and its quiet zone have so much room. */
export function dotsIn(room: number, link: string): number {
  return dotsOf(modulesAcross(link) + 2 * quiet, room);
}

function dotsOf(modules: number, room: number): number {
  return Math.max(1, Math.min(dotsPerModule, Math.floor(room / modules)));
}

/** Modules of the QR of a link on each side, without its quiet zone. */
export function modulesAcross(link: string): number {
  return encodeQR(link, 'raw', { ecc: 'medium', border: quiet }).length - 2 * quiet;
}
