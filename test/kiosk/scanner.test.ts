import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scannedCodes } from '../../native/scanner/serial.ts';
import { VirtualScanner } from '../fakes/scanner.ts';

let dir: string;
let scanner: VirtualScanner;
const stop = new AbortController();
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mot-cham-scanner-'));
  scanner = new VirtualScanner(join(dir, 'scanner'));
});
afterEach(() => {
  stop.abort();
  scanner.stop();
  rmSync(dir, { recursive: true });
});

test('three lines in one burst are one code, and a flood without an end deafens nobody', async () => {
  const codes = scannedCodes(scanner.device, stop.signal);
  scanner.scan('IDVNM0530004812\r\n5311027M\r\nTRAN');
  expect((await codes.next()).value).toBe('IDVNM0530004812\r\n5311027M\r\nTRAN');
  scanner.scan('x'.repeat(5_000));
  scanner.scan('001053000481|a');
  expect((await codes.next()).value).toContain('001053000481|a');
});
