import { existsSync, readFileSync } from 'node:fs';

/** Public test data, kept beside the repository and not in it. */
const folder = new URL('../../../shared/data/', import.meta.url);

/** Tests that need the shared data are skipped, saying so, where they are absent; under CI that is a failure. */
export const isAbsent = !existsSync(folder);
if (isAbsent && process.env.CI) throw new Error('the shared test data are missing, and under CI nothing is skipped');
if (isAbsent) console.log('skipped: the shared test data lie beside the repository, in ../shared/data');

export const shared = (path: string): Uint8Array => Uint8Array.from(readFileSync(new URL(path, folder)));
