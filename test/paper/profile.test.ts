import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jobDeadlineMs } from '../../core/paper/commands.ts';
import { pictureJob } from '../../core/paper/job.ts';
import { type PrinterProfile, parseProfile } from '../../core/paper/profile.ts';
import type { PrinterLine, PrinterSettings } from '../../core/settings.ts';
import { startOptions } from '../../electron/start-options.ts';
import { misfit, printerSetupSchema } from '../../native/printer/setup.ts';
import { draw, setupFor } from './example.ts';

const folder = new URL('../../assets/printers/', import.meta.url);
const files = readdirSync(folder);
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const usual = JSON.parse(textOf('generic-80.json')) as PrinterProfile;

describe('the printers that the program knows', () => {
  test.each(files)('%s holds a profile', (file) => {
    expect(parseProfile(textOf(file), file)).toMatchObject({ ok: true });
  });

  test('are at least the models that sites have', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'cups-80.json',
        'custom-vkp80iii.json',
        'epson-tm-t20iii.json',
        'epson-tm-t82-serial.json',
        'generic-58.json',
        'generic-80.json',
        'serial-80.json',
        'xprinter-xp80.json',
      ]),
    );
  });

  test('are each told apart by a model of their own', () => {
    const models = files.flatMap((file) => (JSON.parse(textOf(file)) as PrinterProfile).models);
    expect(new Set(models).size).toBe(models.length);
  });

  test.each(files)('%s gives a slip its deadline before the kiosk gives up', (file) => {
    const profile = JSON.parse(textOf(file)) as PrinterProfile;
    expect(jobDeadlineMs(pictureJob(draw(undefined, profile.dots)), profile)).toBeLessThan(15_000);
  });
});

test('a deadline follows from the length of the slip, the speed of the printer and that of its line', () => {
  const slip = (rows: number) => ({ parts: [], rows });
  const at150 = { ...usual, mmPerSecond: 150, cutterMm: 30 };
  expect(jobDeadlineMs(slip(960), at150)).toBe(2_000 + 3 * 1_000);
  expect(jobDeadlineMs(slip(960), { ...at150, mmPerSecond: 75 })).toBe(2_000 + 3 * 2_000);
  expect(jobDeadlineMs(slip(1_920), at150)).toBe(2_000 + 3 * 1_800);
  expect(jobDeadlineMs(slip(960), at150, 4_000)).toBe(9_000);
});

describe('a profile that does not fit is refused with its file and each field', () => {
  const problems = (change: Record<string, unknown>) => {
    const parsed = parseProfile(JSON.stringify({ ...usual, ...change }), 'my.json');
    return parsed.ok ? [] : parsed.fault.map((line) => line.split(': ').slice(0, 2).join(': '));
  };

  test.each([
    [{ dots: 600 }, 'my.json: dots'],
    [{ mmPerSecond: 0 }, 'my.json: mmPerSecond'],
    [{ fence: 'gs-x' }, 'my.json: fence'],
    [{ cut: 'tear' }, 'my.json: cut'],
    [{ models: [] }, 'my.json: models'],
    [{ fence: 'gs-r', hasStatus: false }, 'my.json: fence'],
  ])('%o', (change, line) => expect(problems(change)).toEqual([line]));

  test('a field that there is not', () => {
    const parsed = parseProfile(JSON.stringify({ ...usual, codePage: 52 }), 'my.json');
    expect(parsed).toMatchObject({ ok: false, fault: [expect.stringContaining('"codePage"')] });
  });

  test('several at once', () => expect(problems({ dots: 1, cut: 'x' })).toEqual(['my.json: dots', 'my.json: cut']));
});

describe('a way that does not fit the profile', () => {
  const serial = (baud: number): PrinterLine => ({ by: 'serial', device: '/dev/ttyS0', baud });
  const raster = { ...usual, drawing: 'raster' as const };

  test('is a slow serial line for one picture, not for a hybrid slip', () => {
    expect(misfit(raster, serial(57_600))?.field).toBe('baud');
    expect(misfit(raster, serial(115_200))).toBeUndefined();
    expect(misfit({ ...usual, drawing: 'hybrid' }, serial(19_200))).toBeUndefined();
  });

  test('is a Windows printer elsewhere, and a device file on Windows', () => {
    expect(misfit(raster, { by: 'windows', name: 'TICKET' }, 'linux')?.field).toBe('by');
    expect(misfit(raster, { by: 'windows', name: 'TICKET' }, 'win32')).toBeUndefined();
    expect(misfit(raster, { by: 'usb', device: '/dev/usb/lp0' }, 'win32')?.field).toBe('by');
    expect(misfit(raster, { by: 'usb', device: '/dev/usb/lp0' }, 'linux')).toBeUndefined();
  });

  test('does not start the printer’s process either', () => {
    const refused = printerSetupSchema.safeParse({ profile: setupFor(1).profile, line: serial(9_600) });
    expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['line.baud']);
  });
});

describe('a kiosk does not start with a printer that cannot be', () => {
  const token = 'a token';
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'start-'));
    writeFileSync(join(data, 'hub-token'), token);
  });
  afterEach(() => rmSync(data, { recursive: true }));

  function start(printer: PrinterSettings) {
    const site = JSON.parse(readFileSync(new URL('../../assets/sites/ha-dong.json', import.meta.url), 'utf8'));
    const [kiosk] = site.kiosks;
    Object.assign(kiosk, { printer, tokenHash: createHash('sha256').update(token).digest('hex') });
    const file = join(data, 'site.json');
    writeFileSync(file, JSON.stringify(site));
    const options = startOptions(['--site', file, '--kiosk', kiosk.id, '--data', data]);
    return options.ok ? options.value.printer : options.fault.map((line) => line.replace(data, ''));
  }
  const tcp: PrinterLine = { by: 'tcp', host: '127.0.0.1', port: 9_100 };

  test('starts with one that can', () => {
    expect(start({ profile: 'generic-80', line: tcp })).toEqual({ profile: usual, line: tcp });
  });

  test('an unknown profile is named, with the file, the field and those that there are', () => {
    const [line] = start({ profile: 'epson-99', line: tcp }) as string[];
    expect(line).toContain('/site.json: kiosks[0].printer.profile: there is no printer profile "epson-99"');
    expect(line).toContain('xprinter-xp80');
  });

  test('a serial line that is too slow is named, with the file and the field', () => {
    const line: PrinterLine = { by: 'serial', device: '/dev/ttyS0', baud: 9_600 };
    expect(start({ profile: 'generic-80', line })).toEqual([
      expect.stringMatching(/^\/site\.json: kiosks\[0\]\.printer\.line\.baud: .*115200 baud/),
    ]);
    expect(start({ profile: 'serial-80', line })).toMatchObject({ line });
  });
});
