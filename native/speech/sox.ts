import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Hertz, one channel, 16 bits: enough for speech, and every browser reads it. */
export const CLIP_RATE = 22_050;
/** Loudness of a clip over all of its length, in dB below full scale. */
export const CLIP_LOUDNESS_DB = -18;

/** How loud a sound is, in dB below full scale; silence is `-Infinity`. */
export interface Level {
  readonly rmsDb: number;
  readonly peakDb: number;
}

/** Runs SoX; throws with its words where it is not installed or refuses. Sounds are the same bytes every time. */
export async function sox(args: readonly string[]): Promise<void> {
  await execute('sox', ['-D', ...args]);
}

/** Measures a sound file by SoX's `stats`. */
export async function levelOf(file: string): Promise<Level> {
  const { stderr } = await execute('sox', [file, '-n', 'stats']);
  return { rmsDb: figure(stderr, 'RMS lev dB'), peakDb: figure(stderr, 'Pk lev dB') };
}

function figure(stats: string, name: string): number {
  const text = new RegExp(`^${name}\\s+(\\S+)`, 'm').exec(stats)?.[1] ?? '';
  const value = text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text);
  if (text === '' || Number.isNaN(value)) throw new Error(`sox told no ${name}`);
  return value;
}
