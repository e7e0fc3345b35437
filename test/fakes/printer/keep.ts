import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from './paper.ts';

/** Writes every paper into a folder, in the order in which they came out. */
export function keepIn(folder: string): (paper: Paper) => void {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return (paper) => writeFileSync(join(folder, `${String(++count).padStart(4, '0')}.png`), paper.toPng());
}
