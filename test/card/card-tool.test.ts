import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { citizens } from '../fakes/card/citizens.ts';
import { mrzText } from '../fakes/card/codes.ts';
import { contentsOf } from '../fakes/card/contents.ts';
import { applicationIds } from '../fakes/card/files.ts';
import { trustedIssuerPem } from '../fakes/card/issuer.ts';
import type { Making } from '../fakes/card/profile.ts';
import { type CardOptions, VirtualCard } from '../fakes/card/virtual-card.ts';
import { type Pcscd, startPcscd } from '../fakes/pcscd.ts';

const tool = fileURLToPath(new URL('../../electron/tools/card.ts', import.meta.url));
const citizen = citizens[1]!;
const folder = mkdtempSync(join(tmpdir(), 'card-tool-'));
const trust = join(folder, 'trust');
const transcript = join(folder, 'read.jsonl');
let pcscd: Pcscd;
const watch = new AbortController();
let isLaid = false;
let card: VirtualCard | undefined;

beforeAll(async () => {
  pcscd = await startPcscd();
  // PC/SC's own library reads this once, when it is first called.
  Object.assign(process.env, pcscd.env);
  const { watchReader } = await import('../../native/pcsc/reader.ts');
  void follow(watchReader(undefined, watch.signal));
  mkdirSync(trust);
  writeFileSync(join(trust, 'issuer.pem'), trustedIssuerPem());
});
afterEach(async () => {
  card?.lift();
  await vi.waitUntil(() => !isLaid, { timeout: 20_000 });
});
afterAll(async () => {
  watch.abort();
  await pcscd?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function follow(events: AsyncIterable<{ type: string }>): Promise<void> {
  for await (const { type } of events) if (type.startsWith('card-')) isLaid = type === 'card-placed';
}

function run(...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', tool, ...args],
      { env: process.env },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });
}

async function lay(options: CardOptions = {}): Promise<void> {
  card = new VirtualCard(citizen, options);
  await card.place(pcscd.vpcdPort);
  await vi.waitUntil(() => isLaid, { timeout: 20_000 });
}

/** Number, its last nine and six, and every word of the name, with its marks and as the MRZ writes it. */
function expectNothingOf(text: string): void {
  const { idNumber, name, birthDay } = citizen;
  const [, , , surname] = mrzText(citizen).split(/\r\n|<</);
  for (const secret of [idNumber, idNumber.slice(3), idNumber.slice(-6), name, birthDay, `${surname}<`])
    expect(text).not.toContain(secret);
}

const byId = ['--id', citizen.idNumber];

describe('read', () => {
  test('says what was proved and where the time went, and nothing of the citizen but a mask', async () => {
    await lay();
    const { code, out } = await run('read', ...byId, '--trust', trust, '--save', transcript);
    expect(out).toContain('Genuine: signed by a trusted issuer of VN');
    expect(out).toContain('Opened by PACE.');
    expect(out).toContain('L.T. Hoa, born 1995, number ending in 736');
    for (const step of ['openAccess', 'readPerson', 'proveGenuine', 'all'])
      expect(out).toMatch(new RegExp(`^${step} +\\d+ +\\d+ +\\d+ +[\\d.]+$`, 'm'));
    expectNothingOf(out);
    expectNothingOf(readFileSync(transcript, 'utf8'));
    expect(code).toBe(0);
  });

  test('shows all of it where it is asked for, and writes the portrait', async () => {
    await lay();
    const portrait = join(folder, 'portrait.jpg');
    const { out } = await run('read', '--mrz', mrzText(citizen), '--show-data', '--portrait', portrait);
    expect(out).toContain(`${citizen.name}, ${citizen.idNumber}`);
    expect(out).toContain('Not proved: its issuer is not among those trusted here');
    expect([...readFileSync(portrait).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  test('opens a card by its last six digits alone', async () => {
    await lay();
    const { code, out } = await run('read', '--can', citizen.idNumber.slice(-6), '--trust', trust);
    expect(out).toContain('Genuine');
    expect(code).toBe(0);
  });

  test.each<[string, CardOptions, string, number]>([
    ['a copy', { isClone: true }, 'COPIED', 1],
    [
      'changed after signing',
      { afterSigning: (name, bytes) => (name === 'dg1' ? spoilt(bytes) : bytes) },
      'ALTERED',
      1,
    ],
    ['of another kind', { isForeign: true }, 'no ID application', 3],
  ])('a card that is %s', async (_, options, words, expected) => {
    await lay(options);
    const { code, out } = await run('read', ...byId, '--trust', trust);
    expect(out).toContain(words);
    expect(out).toContain('What to do: ');
    expectNothingOf(out);
    expect(code).toBe(expected);
  });

  test('a wrong key is told, and the key is not', async () => {
    await lay();
    const { code, out } = await run('read', '--can', '000001', '--save', transcript);
    expect(out).toContain('The chip did not open to this key.');
    expect(code).toBe(3);
    expect((await run('replay', transcript)).out).toContain('(not ended)');
  });

  test('without a reader, and without a card, it says so and ends', async () => {
    expect(await run('read', ...byId, '--reader', 'Nobody')).toMatchObject({
      code: 3,
      out: expect.stringContaining('There is no reader'),
    });
    expect(await run('read', ...byId, '--wait', '0.5')).toMatchObject({
      code: 3,
      out: expect.stringContaining('No card came.'),
    });
  });

  test('options that do not fit are told without what was typed', async () => {
    for (const args of [
      ['read'],
      ['read', '--id', '07919501273'],
      ['read', '--mrz', 'x'],
      ['dance'],
      ['read', '--x'],
    ]) {
      const { code, out } = await run(...args);
      expect(code).toBe(2);
      expect(out).not.toContain('07919501273');
    }
    expect((await run('--help')).out).toContain('npm run card -- verify');
  });
});

describe('replay', () => {
  test('shows a whole reading without a card, and refuses one that was changed', async () => {
    await lay();
    await run('read', ...byId, '--trust', trust, '--save', transcript);
    const { code, out } = await run('replay', transcript);
    expect(out).toContain('Genuine: signed by a trusted issuer of VN');
    expect(out).toMatch(/^ *\d+ +openAccess +00 22 C1 A4 .* 9000 +[\d.]+$/m);
    expect(code).toBe(0);

    const lines = readFileSync(transcript, 'utf8').trimEnd().split('\n');
    const changed = {
      'a command less': lines.toSpliced(3, 1),
      'cut short': lines.slice(0, -1),
      'a payload in it': lines.toSpliced(3, 1, lines[3]!.replace('{', '{"data":"6f0a",')),
      'no JSON': ['what?'],
    };
    for (const [how, kept] of Object.entries(changed)) {
      writeFileSync(transcript, `${kept.join('\n')}\n`);
      expect((await run('replay', transcript)).code, how).toBe(1);
    }
    expect((await run('replay', join(folder, 'none'))).code).toBe(3);
  });
});

describe('verify', () => {
  test.each<[string, Making, readonly string[], string, number]>([
    ['signed', {}, ['--trust', trust], 'Signed by a trusted issuer of VN', 0],
    ['of an issuer that is not known', {}, [], 'Not proved', 0],
    ['changed', { afterSigning: (name, bytes) => (name === 'dg2' ? spoilt(bytes) : bytes) }, [], 'ALTERED', 1],
  ])('files that are %s', async (how, making, more, words, expected) => {
    const files = mkdtempSync(join(folder, `${how.slice(0, 6)}-`));
    const { application } = contentsOf(citizen, making);
    for (const [name, id] of Object.entries(applicationIds)) {
      const bytes = application.get(id);
      if (bytes) writeFileSync(join(files, `EF_${name.toUpperCase()}.bin`), bytes);
    }
    const { code, out } = await run('verify', files, ...more);
    expect(out).toContain('Files: DG1, DG13, DG14, DG15, DG2, SOD.');
    expect(out).toContain(words);
    expectNothingOf(out);
    expect(code).toBe(expected);
  });

  test('no files, and files of no card', async () => {
    expect((await run('verify', tool)).out).toContain('is named like no file of a card');
    expect((await run('verify', join(folder, 'none'))).code).toBe(3);
  });
});

function spoilt(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1]! ^= 1;
  return changed;
}
