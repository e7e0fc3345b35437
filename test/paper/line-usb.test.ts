import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureJob } from '../../core/paper/job.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { draw, setupFor } from './example.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usb-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const notPrinted = { outcome: 'not-printed', fault: 'printer-lost' };

async function printTo(device: string, hasStatus: boolean) {
  const { profile } = setupFor(1, { hasStatus, fence: hasStatus ? 'gs-h' : 'none' });
  const printer = openPrinter({ profile, line: { by: 'usb', device } });
  if (hasStatus) expect(await printer.status()).toEqual({ state: 'faulty', fault: 'printer-lost' });
  return printer.print(1, pictureJob(draw()));
}

test.each([true, false])(
  'an unplugged printer is lost, and no file is made in its place (has status: %s)',
  async (has) => {
    const device = join(folder, 'lp0');
    expect(await printTo(device, has)).toEqual(notPrinted);
    expect(existsSync(device)).toBe(false);
  },
);

test.each([true, false])('a regular file is no printer, and stays as it was (has status: %s)', async (has) => {
  const device = join(folder, 'lp0');
  writeFileSync(device, 'left by another program');
  expect(await printTo(device, has)).toEqual(notPrinted);
  expect(readFileSync(device, 'utf8')).toBe('left by another program');
});

test.each([true, false])('a pipe is no printer, though it would take every slip (has status: %s)', async (has) => {
  const device = join(folder, 'lp0');
  expect(spawnSync('mkfifo', [device]).status).toBe(0);
  expect(await printTo(device, has)).toEqual(notPrinted);
});
