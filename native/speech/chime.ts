import type { ClipScript } from '../../core/speech/clip-bank.ts';

/**
 * SoX's effects for struck bells, one after another: each is a note and a quieter octave that die away by the end.
 * The last note is cut short by the end of the chime, so that the voice follows at once.
 */
export function chimeArguments({ lastsMs, notes }: ClipScript['chime']): string[] {
  const length = lastsMs / 1000;
  const tones = notes.flatMap(({ hertz }) => ['sine', String(hertz), 'sine', String(hertz * 2)]);
  const delays = notes.flatMap(({ atMs }) => [String(atMs / 1000), String(atMs / 1000)]);
  const mix = notes.map((_, at) => `${2 * at + 1}v0.7,${2 * at + 2}v0.18`).join(',');
  return [
    ...['synth', String(length), ...tones],
    ...['fade', 'l', '0.008', String(length), String(length - 0.01)],
    ...['delay', ...delays],
    ...['remix', mix],
    ...['trim', '0', String(length), 'fade', 't', '0', '-0', '0.03'],
    ...['gain', '-n', '-3'],
  ];
}
