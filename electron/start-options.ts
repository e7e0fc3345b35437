import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseProfile } from '../core/paper/profile.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { type KioskSettings, parseSite, type Site } from '../core/settings.ts';
import { misfit, type PrinterSetup } from '../native/printer/setup.ts';
import { printersDir } from './places.ts';

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

/** The kiosk's printer with what its profile says of the model. */
function printerOf(site: Site, { id, printer }: KioskSettings, file: string): Result<PrinterSetup, readonly string[]> {
  const field = `kiosks[${site.kiosks.findIndex((one) => one.id === id)}].printer`;
  const folder = fileURLToPath(printersDir);
  const profile = `${printer.profile}.json`;
  if (!readdirSync(folder).includes(profile))
    return fail([`${file}: ${field}.profile: there is no printer profile "${printer.profile}"; ${known(folder)}`]);
  const text = readText(join(folder, profile));
  const parsed = text.ok ? parseProfile(text.value, join(folder, profile)) : text;
  if (!parsed.ok) return parsed;
  const wrong = misfit(parsed.value, printer.line);
  if (wrong) return fail([`${file}: ${field}.line.${wrong.field}: ${wrong.message}`]);
  return ok({ profile: parsed.value, line: printer.line });
}

/** The profiles that there are, in words. */
function known(folder: string): string {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  return `known are ${names.join(', ')}`;
}

function readText(file: string): Result<string, readonly string[]> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail([`${file}: cannot be read: ${(error as Error).message}`]);
  }
}
