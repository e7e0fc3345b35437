import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../core/result.ts';
import { parseSite } from '../../core/settings.ts';
import type { PrinterSetup } from '../../native/printer/setup.ts';
import { printerOf } from '../printer-setup.ts';
import { readText } from '../read-text.ts';

/** Words for `--help`. */
export const usage = `Asks a kiosk's printer how it is, and prints a page to look at.

  npm run printer -- status --site FILE --kiosk ID
      Says in words what the printer says of itself.

  npm run printer -- test-page --site FILE --kiosk ID
      The same, then prints a page with a ruler, every Vietnamese letter, a number and a QR,
      and says whether the printer confirmed it.
      --site FILE   the site's settings
      --kiosk ID    the kiosk whose printer it is

Many printers serve one program at a time: stop the kiosk's own program first.

Ends with 0 when the printer is ready or took the page, 2 for wrong options, 3 when something is in the way.`;

/** What is asked of which printer; `name` is that of its profile. */
export interface PrinterAsked {
  readonly what: 'status' | 'test-page';
  readonly name: string;
  readonly setup: PrinterSetup;
}

type Parsed = Result<PrinterAsked | { readonly what: 'help' }, readonly string[]>;

const text = { type: 'string' } as const;
const options = { site: text, kiosk: text, help: { type: 'boolean' } } as const;

/** What the technician asks for; what does not fit is said in a sentence each. */
export function printerOptions(argv: readonly string[]): Parsed {
  let given: { values: { site?: string; kiosk?: string; help?: boolean }; positionals: string[] };
  try {
    given = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return fail([(error as Error).message]);
  }
  const { values, positionals } = given;
  const [what, ...more] = positionals;
  if (values.help || what === undefined) return ok({ what: 'help' });
  if (what !== 'status' && what !== 'test-page') return fail([`There is no "${what}".`]);
  const { site, kiosk } = values;
  if (more.length > 0 || !site || !kiosk) return fail([`${what} needs --site FILE and --kiosk ID, and nothing more.`]);
  const found = printerIn(site, kiosk);
  return found.ok ? ok({ what, ...found.value }) : found;
}

function printerIn(file: string, id: string): Result<Omit<PrinterAsked, 'what'>, readonly string[]> {
  const read = readText(file);
  const site = read.ok ? parseSite(read.value, file) : read;
  if (!site.ok) return site;
  const kiosk = site.value.kiosks.find((one) => one.id === id);
  if (!kiosk) return fail([`${file}: kiosks: there is no kiosk "${id}"`]);
  const setup = printerOf(site.value, kiosk, file);
  return setup.ok ? ok({ name: kiosk.printer.profile, setup: setup.value }) : setup;
}
