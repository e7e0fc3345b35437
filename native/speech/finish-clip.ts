import path from 'node:path';
import { CLIP_LOUDNESS_DB, CLIP_RATE, levelOf, sox } from './sox.ts';

/** Quieter than this beside the loudest moment is silence, at the ends of a clip. */
const SILENCE = '0.3%';
const trimStart = ['silence', '1', '0.003', SILENCE];

/**
 * Makes a clip of any sound file that SoX reads: silence cut from both ends, one loudness, no click at either end.
 * `workDir` holds what is between.
 */
export async function finishClip(sound: string, clip: string, workDir: string): Promise<void> {
  const trimmed = path.join(workDir, 'trimmed.wav');
  const shape = ['-c', '1', '-r', String(CLIP_RATE), '-b', '16'];
  await sox([sound, ...shape, trimmed, 'norm', '-3', ...trimStart, 'reverse', ...trimStart, 'reverse']);
  const { rmsDb } = await levelOf(trimmed);
  const gainDb = CLIP_LOUDNESS_DB - rmsDb;
  // SoX's limiter is for what gets louder; it would bend what gets quieter.
  const limiter = gainDb > 0 ? ['-l'] : [];
  await sox([trimmed, ...shape, clip, 'gain', ...limiter, String(gainDb), 'fade', 't', '0.003', '-0', '0.01']);
}
