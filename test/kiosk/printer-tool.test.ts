import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VirtualPrinter } from '../fakes/printer/virtual-printer.ts';
import { writeSite } from '../stage/site.ts';

const tool = fileURLToPath(new URL('../../electron/tools/printer.ts', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'mot-cham-printer-tool-'));
let printer: VirtualPrinter;
let file: string;

beforeAll(async () => {
  printer = await VirtualPrinter.start();
  file = writeSite(dir, { hubPort: 1, hubCable: 1, printerPort: printer.port, scanner: '/dev/null' }).file;
});
afterAll(async () => {
  await printer.stop();
  rmSync(dir, { recursive: true });
});

/** As a technician would at a prompt. */
function say(...args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [tool, ...args], (_, out, errors) =>
      resolve({ code: child.exitCode ?? -1, said: out + errors }),
    );
  });
}
const onKiosk = (what: string, kiosk = 'kiosk-1') => say(what, '--site', file, '--kiosk', kiosk);

test('a page comes out, and the tool says that the printer confirmed it', async () => {
  const { code, said } = await onKiosk('test-page');
  expect(said).toMatch(/^Ready\.\nPrinted: the printer confirmed/);
  expect(code).toBe(0);
  expect(printer.papers).toHaveLength(1);
});

test('a printer without paper: what is wrong and what to do, and no page', async () => {
  await printer.break('paper-out');
  const [status, page] = [await onKiosk('status'), await onKiosk('test-page')];
  await printer.mend();
  expect(status).toEqual({
    code: 3,
    said: expect.stringContaining('The roll is at its end.\nWhat to do: put in a roll'),
  });
  expect(page).toEqual({ code: 3, said: expect.stringContaining('Not printed, nothing was sent.') });
  expect(printer.papers).toHaveLength(1);
});

test('what does not fit is said in a sentence', async () => {
  expect(await onKiosk('test-page', 'kiosk-9')).toEqual({
    code: 2,
    said: expect.stringContaining('there is no kiosk "kiosk-9"'),
  });
  expect((await say('clean')).said).toContain('There is no "clean".');
  expect((await say()).said).toContain('npm run printer -- test-page');
});
