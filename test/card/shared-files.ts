import { existsSync, readFileSync } from 'node:fs';
import { hex } from './hex.ts';

/** Public test vectors, kept beside the repository and not in it. */
const folder = new URL('../../../shared/data/', import.meta.url);

/** True where the vectors are not there: tests that need them are skipped, saying so, and under CI they fail. */
export const isAbsent = !existsSync(folder);
if (isAbsent && process.env.CI) throw new Error('the shared test data are missing, and under CI nothing is skipped');
if (isAbsent) console.log('skipped: the shared test data lie beside the repository, in ../shared/data');

type Vectors = Readonly<Record<string, { readonly hex: readonly string[] }>>;

/** One section of a file of traces. */
export function vectors(name: string, section: string): readonly Uint8Array[] {
  const all = JSON.parse(readFileSync(new URL(`icao/${name}.json`, folder), 'utf8')) as Vectors;
  return all[section]!.hex.map(hex);
}

/** One file of the specimen passport. */
export const specimen = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(new URL(`specimen/${name}.bin`, folder)));
