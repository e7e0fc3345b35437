import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../core/result.ts';
import { type KioskSettings, parseSite, type Site } from '../core/settings.ts';
import type { PrinterSetup } from '../native/printer/setup.ts';
import { printerOf } from './printer-setup.ts';
import { readText } from './read-text.ts';

export interface StartOptions {
  readonly printer: PrinterSetup;
  readonly site: Site;
  readonly kiosk: KioskSettings;
  readonly token: string;
  readonly dataDir: string;
}

const usage = 'start with --site FILE --kiosk ID --data DIR; DIR/hub-token holds what the hub knows this kiosk by';

/** Reads what the kiosk is started with; everything that does not fit is said at once. */
export function startOptions(argv: readonly string[]): Result<StartOptions, readonly string[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...argv], options: { site: text, kiosk: text, data: text }, strict: false });
  const { site: file, kiosk: id, data: dataDir } = values;
  if (typeof file !== 'string' || typeof id !== 'string' || typeof dataDir !== 'string') return fail([usage]);
  const site = readText(file);
  if (!site.ok) return site;
  const parsed = parseSite(site.value, file);
  const token = readText(join(dataDir, 'hub-token'));
  const problems = [...(parsed.ok ? [] : parsed.fault), ...(token.ok ? [] : token.fault)];
  if (!parsed.ok || !token.ok) return fail(problems);
  return chooseKiosk(parsed.value, id, { file, dataDir, token: token.value.trim() });
}

function chooseKiosk(
  site: Site,
  id: string,
  { file, dataDir, token }: { file: string; dataDir: string; token: string },
): Result<StartOptions, readonly string[]> {
  const kiosk = site.kiosks.find((one) => one.id === id);
  if (!kiosk) return fail([`${file}: kiosks: there is no kiosk "${id}"`]);
  const hash = createHash('sha256').update(token).digest('hex');
  if (hash !== kiosk.tokenHash) return fail([`${file}: kiosks: the token of "${id}" has another tokenHash: ${hash}`]);
  const printer = printerOf(site, kiosk, file);
  return printer.ok ? ok({ site, kiosk, printer: printer.value, token, dataDir }) : printer;
}
