import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type ClipScript, clipScriptSchema } from '../../core/speech/clip-bank.ts';
import { type Bank, CHIME } from '../../core/speech/words.ts';
import { chimeArguments } from './chime.ts';
import { finishClip } from './finish-clip.ts';
import { CLIP_RATE, sox } from './sox.ts';

const execute = promisify(execFile);
const script = path.resolve(import.meta.dirname, '../../assets/voice/clips.json');

export interface MakeClips {
  readonly script: ClipScript;
  readonly outDir: string;
  readonly banks: readonly Bank[];
  /** Recordings named as the clips, `<bank>/<clip>.wav`; each stands in for the synthesiser's. */
  readonly recordingsDir?: string | undefined;
}

/** Makes `<bank>/<clip>.wav` of every clip of the script, with espeak-ng and SoX; tells how many it made. */
export async function makeClips({ script, outDir, banks, recordingsDir }: MakeClips): Promise<number> {
  const workDir = await mkdtemp(path.join(tmpdir(), 'mot-cham-clips-'));
  let made = 0;
  try {
    for (const bank of banks) {
      await mkdir(path.join(outDir, bank), { recursive: true });
      for (const [clip, text] of Object.entries(script.clips[bank])) {
        const sound = recorded(recordingsDir, bank, clip) ?? (await speak(script, bank, text, workDir));
        await finishClip(sound, path.join(outDir, bank, `${clip}.wav`), workDir);
        made += 1;
      }
      if (bank === 'english') continue;
      await makeChime(script, recorded(recordingsDir, bank, CHIME), path.join(outDir, bank, `${CHIME}.wav`), workDir);
      made += 1;
    }
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  return made;
}

function recorded(recordingsDir: string | undefined, bank: Bank, clip: string): string | undefined {
  const file = recordingsDir && path.join(recordingsDir, bank, `${clip}.wav`);
  return file && existsSync(file) ? file : undefined;
}

async function speak(script: ClipScript, bank: Bank, text: string, workDir: string): Promise<string> {
  const { voice, wordsPerMinute } = script.voices[bank];
  const sound = path.join(workDir, 'spoken.wav');
  await execute('espeak-ng', ['-v', voice, '-s', String(wordsPerMinute), '-w', sound, '--', text]);
  return sound;
}

async function makeChime(script: ClipScript, own: string | undefined, file: string, workDir: string): Promise<void> {
  if (own) return finishClip(own, file, workDir);
  await sox(['-n', '-c', '1', '-r', String(CLIP_RATE), '-b', '16', file, ...chimeArguments(script.chime)]);
}

/** `node native/speech/make-clips.ts --out DIR [--accent north] [--recordings DIR]` */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, accent: { type: 'string' }, recordings: { type: 'string' } },
  });
  const all: readonly Bank[] = ['north', 'south', 'english'];
  const banks = all.filter((bank) => !values.accent || bank === values.accent);
  if (!values.out || banks.length === 0) {
    process.stderr.write('--out DIR, and --accent north, south or english where not all of them are to be made\n');
    process.exitCode = 2;
    return;
  }
  const parsed = clipScriptSchema.parse(JSON.parse(await readFile(script, 'utf8')));
  const made = await makeClips({ script: parsed, outDir: values.out, banks, recordingsDir: values.recordings });
  process.stdout.write(`${made} clips in ${values.out}\n`);
}

if (import.meta.main) await main();
