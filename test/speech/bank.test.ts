import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ClipScript, clipScriptSchema } from '../../core/speech/clip-bank.ts';
import { englishNumber, vietnameseNumber } from '../../core/speech/numbers.ts';
import { CHIME, clipsOf, type Word } from '../../core/speech/words.ts';
import { CLIP_LOUDNESS_DB, levelOf } from '../../native/speech/sox.ts';
import { accents, everyAnnouncement, wholeNumbersToTry } from './every-announcement.ts';
import { RATE, samplesOf, silencesOf } from './sound.ts';

const dir = path.resolve(import.meta.dirname, '../../assets/voice');
const names = globSync('*/*.wav', { cwd: dir })
  .map((file) => file.replace('.wav', ''))
  .sort();
const fileOf = (name: string) => path.join(dir, `${name}.wav`);

let script: ClipScript;
beforeAll(async () => {
  script = clipScriptSchema.parse(JSON.parse(await readFile(path.join(dir, 'clips.json'), 'utf8')));
});

/** All words that can be said, in all accents; the English ones come with both. */
const everyWord = (): Word[] =>
  accents.flatMap((accent) => [
    ...everyAnnouncement(accent).flat(),
    ...wholeNumbersToTry.flatMap((value) => [...vietnameseNumber(value, accent), ...englishNumber(value)]),
  ]);
const lettersAside = ({ clip }: Word) => !clip.includes('/letter-');
const plain = (text: string) => text.toLocaleLowerCase('vi').replaceAll(',', '');

describe('the bank of clips', () => {
  it('has about fifty-five clips of each accent, and every one that its script names, and no other', () => {
    const named = Object.entries(script.clips).flatMap(([bank, clips]) =>
      Object.keys(clips).map((clip) => `${bank}/${clip}`),
    );
    const chimes = accents.map((accent) => `${accent}/${CHIME}`);
    expect(names).toEqual([...named, ...chimes].sort());
    for (const accent of accents) expect(Object.keys(script.clips[accent]).length).toBeGreaterThanOrEqual(55);
  });

  it('has every clip of every announcement, and says none that no announcement has', () => {
    const spoken = new Set<string>(clipsOf(everyWord()));
    for (const accent of accents) spoken.add(`${accent}/${CHIME}`);
    expect([...spoken].sort()).toEqual(names);
  });

  it('says what is read, in each accent', () => {
    const words = everyWord().filter(lettersAside);
    expect(words.length).toBeGreaterThan(1000);
    const differ = words.filter(({ clip, text }) => {
      const [bank, name] = clip.split('/') as [keyof ClipScript['clips'], string];
      return script.clips[bank][name] !== plain(text);
    });
    expect(differ).toEqual([]);
  });

  it('calls the letters of the series by their Vietnamese names', () => {
    for (const accent of accents) {
      const names = [...'abhklmx'].map((letter) => script.clips[accent][`letter-${letter}`]);
      expect(names).toEqual(['a', 'bê', 'hát', 'ca', 'e-lờ', 'em-mờ', 'ích-xì']);
    }
  });

  it('fits on 4 MB', async () => {
    const sizes = await Promise.all(names.map((name) => stat(fileOf(name))));
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(4 * 1024 * 1024);
  });
});

describe('each clip', () => {
  it('is of speech, not clipped, equally loud, and without silence at its ends', async () => {
    const measured = await Promise.all(
      names.map(async (name) => {
        const samples = samplesOf(fileOf(name));
        const { leadingMs, trailingMs } = silencesOf(samples);
        const { rmsDb, peakDb } = await levelOf(fileOf(name));
        return { name, seconds: samples.length / RATE, leadingMs, trailingMs, rmsDb, peakDb };
      }),
    );
    expect(measured).toHaveLength(names.length);
    expect(measured.filter(({ seconds }) => seconds <= 0.1 || seconds > 3)).toEqual([]);
    expect(measured.filter(({ peakDb }) => peakDb > -0.5)).toEqual([]);
    expect(measured.filter(({ rmsDb }) => Math.abs(rmsDb - CLIP_LOUDNESS_DB) > 2.5)).toEqual([]);
    const isPadded = ({ leadingMs, trailingMs }: (typeof measured)[0]) => leadingMs >= 60 || trailingMs >= 60;
    // A chime dies away.
    expect(measured.filter((clip) => isPadded(clip) && !clip.name.endsWith(CHIME))).toEqual([]);
  });
});

describe('an announcement', () => {
  it.each(accents)('in the %s accent is as long as its clips, without a gap', (accent) => {
    const all = everyAnnouncement(accent);
    const tried = all.filter((_, index) => index % Math.ceil(all.length / 40) === 0);
    expect(tried.length).toBeGreaterThan(30);
    for (const words of tried) {
      const clips = clipsOf(words).map(fileOf);
      const joined = samplesOf(...clips);
      expect(joined.length).toBe(clips.reduce((sum, clip) => sum + lengthOf(clip), 0));
      expect(silencesOf(joined).insideMs).toBeLessThan(120);
    }
  });
});

const lengths = new Map<string, number>();
function lengthOf(clip: string): number {
  const length = lengths.get(clip) ?? samplesOf(clip).length;
  lengths.set(clip, length);
  return length;
}
