import { execFileSync } from 'node:child_process';

export const RATE = 22_050;

/** The samples of a sound file, or of several joined as SoX joins them; 16 bits, one channel. */
export function samplesOf(...files: readonly string[]): Int16Array {
  const raw = ['-t', 'raw', '-e', 'signed', '-b', '16', '-c', '1', '-r', String(RATE), '-'];
  const bytes = execFileSync('sox', ['-D', ...files, ...raw], { maxBuffer: 64 * 1024 * 1024 });
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

/** What is quieter than this beside full scale, over 5 ms, is silence. */
const SILENCE_DB = -50;
const WINDOW = Math.round(RATE * 0.005);

export interface Silences {
  readonly leadingMs: number;
  readonly trailingMs: number;
  /** The longest one between two sounds. */
  readonly insideMs: number;
}

export function silencesOf(samples: Int16Array): Silences {
  const windows = Math.floor(samples.length / WINDOW);
  const isQuiet = Array.from({ length: windows }, (_, at) => {
    const level = rmsDb(samples.subarray(at * WINDOW, (at + 1) * WINDOW));
    return level < SILENCE_DB;
  });
  const first = isQuiet.indexOf(false);
  const last = isQuiet.lastIndexOf(false);
  let inside = 0;
  let run = 0;
  for (const quiet of isQuiet.slice(first, last)) {
    run = quiet ? run + 1 : 0;
    inside = Math.max(inside, run);
  }
  const ms = (count: number) => (count * WINDOW * 1000) / RATE;
  return { leadingMs: ms(first), trailingMs: ms(windows - 1 - last), insideMs: ms(inside) };
}

function rmsDb(samples: Int16Array): number {
  const power = samples.reduce((sum, sample) => sum + (sample / 32768) ** 2, 0) / samples.length;
  return 10 * Math.log10(power);
}
