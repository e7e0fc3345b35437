import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clipScriptSchema } from '../../core/speech/clip-bank.ts';
import { clipFile } from '../../hub/clip-file.ts';
import { makeClips } from '../../native/speech/make-clips.ts';
import { levelOf, sox } from '../../native/speech/sox.ts';
import { samplesOf, silencesOf } from './sound.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'mot-cham-voice-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const script = clipScriptSchema.parse({
  made: 'espeak-ng',
  voices: {
    north: { voice: 'vi', wordsPerMinute: 140 },
    south: { voice: 'vi-vn-x-south', wordsPerMinute: 140 },
    english: { voice: 'en-gb', wordsPerMinute: 150 },
  },
  chime: { lastsMs: 600, notes: [{ hertz: 784, atMs: 0 }] },
  clips: {
    north: { 'digit-5': 'năm', thousand: 'nghìn' },
    south: { thousand: 'ngàn' },
    english: { thousand: 'thousand' },
  },
});

describe('a bank of clips', () => {
  it('is made from its script, one accent or all', async () => {
    expect(await makeClips({ script, outDir: dir, banks: ['north'] })).toBe(3);
    expect(await makeClips({ script, outDir: dir, banks: ['north', 'south', 'english'] })).toBe(6);
    const lengthOf = (clip: string) => samplesOf(path.join(dir, `${clip}.wav`)).length;
    expect(lengthOf('north/thousand')).not.toBe(lengthOf('south/thousand'));
    expect(existsSync(path.join(dir, 'english/chime.wav'))).toBe(false);
  });

  it('takes a recording in place of the synthesiser, trimmed and as loud as the rest', async () => {
    const recordingsDir = path.join(dir, 'studio');
    await mkdir(path.join(recordingsDir, 'north'), { recursive: true });
    const tone = ['synth', '0.5', 'sine', '300', 'gain', '-30', 'pad', '0.8', '0.7'];
    await sox(['-n', '-r', '48000', '-c', '2', path.join(recordingsDir, 'north/digit-5.wav'), ...tone]);
    await makeClips({ script, outDir: dir, banks: ['north'], recordingsDir });
    const clip = path.join(dir, 'north/digit-5.wav');
    const samples = samplesOf(clip);
    expect(samples.length / 22_050).toBeCloseTo(0.5, 1);
    expect(silencesOf(samples).leadingMs).toBeLessThan(60);
    expect((await levelOf(clip)).rmsDb).toBeCloseTo(-18, 0);
  });

  it('is never made of a text with digits: how numbers are read is not left to a synthesiser', () => {
    const clips = { ...script.clips, north: { 'digit-5': '15' } };
    expect(clipScriptSchema.safeParse({ ...script, clips }).success).toBe(false);
  });
});

describe('the file of a clip', () => {
  const put = async (bank: string, clip: string) => {
    const file = path.join(dir, bank, 'north', clip);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'sound');
    return file;
  };

  it("is the site's own where there is one, else the product's", async () => {
    const banks = [path.join(dir, 'site'), path.join(dir, 'product')];
    await put('product', 'digit-1.wav');
    const two = await put('product', 'digit-2.wav');
    const own = await put('site', 'digit-1.wav');
    expect(clipFile(banks, 'north', 'digit-1')).toBe(own);
    expect(clipFile(banks, 'north', 'digit-2')).toBe(two);
    expect(clipFile(banks, 'north', 'digit-3')).toBeUndefined();
    expect(clipFile([path.join(dir, 'nowhere'), ...banks], 'north', 'digit-2')).toBe(two);
  });

  it('is none of any file outside the bank, whatever is asked for', async () => {
    await writeFile(path.join(dir, 'secret.wav'), 'secret');
    await put('product', 'digit-1.wav');
    const banks = [path.join(dir, 'product')];
    const names = [
      '../../secret',
      '..',
      '.',
      '',
      '/etc/passwd',
      'digit-1/../digit-1',
      'digit-1.wav',
      'digit-1\0',
      'Digit-1',
      '..\\secret',
      '%2e%2e/secret',
    ];
    expect(names.map((name) => clipFile(banks, 'north', name)).filter(Boolean)).toEqual([]);
    const folders = ['..', '.', '', 'west', 'north/..', '../product/north', '__proto__', 'constructor'];
    expect(folders.map((bank) => clipFile(banks, bank, 'digit-1')).filter(Boolean)).toEqual([]);
  });
});
