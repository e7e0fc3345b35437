import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../core/result.ts';

/** A text file, or the sentence that says why it cannot be read. */
export function readText(file: string): Result<string, readonly string[]> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail([`${file}: cannot be read: ${(error as Error).message}`]);
  }
}
