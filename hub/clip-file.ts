import { existsSync } from 'node:fs';
import path from 'node:path';
import { isClip } from '../core/speech/clip-bank.ts';

/**
 * The file of a clip in the first of the folders that has it: a site's own recordings go before the product's.
 * `undefined` where none has it, or where a name is not one of a clip: what comes from the network may be handed in.
 */
export function clipFile(bankDirs: readonly string[], bank: string, clip: string): string | undefined {
  if (!isClip(bank, clip)) return undefined;
  return bankDirs.map((dir) => path.join(dir, bank, `${clip}.wav`)).find((file) => existsSync(file));
}
