import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProfile } from '../core/paper/profile.ts';
import { fail, ok, type Result } from '../core/result.ts';
import type { KioskSettings, Site } from '../core/settings.ts';
import { misfit, type PrinterSetup } from '../native/printer/setup.ts';
import { printersDir } from './places.ts';
import { readText } from './read-text.ts';

/** The kiosk's printer with what its profile says of the model; `file`: where the settings stand, for what does not fit. */
export function printerOf(
  site: Site,
  { id, printer }: KioskSettings,
  file: string,
): Result<PrinterSetup, readonly string[]> {
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
