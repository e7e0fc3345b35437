import { parseArgs } from 'node:util';
import type { AccessKey } from '../../core/card/access-key.ts';
import { parseScan, typedKey } from '../../core/card/scan.ts';
import type { IsoDay } from '../../core/person.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { businessDay } from '../../core/ticket.ts';

/** Words for `--help`. */
export const usage = `Reads and checks chip ID cards.

  npm run card -- read (--id DIGITS | --can DIGITS | --mrz LINES) [options]
      Waits for a card on the reader, reads it, and says what was proved.
      --id DIGITS       the 12 digits on the front
      --can DIGITS      the last 6 of them
      --mrz LINES       the three lines on the back, in quotes
      --reader NAME     part of the reader's name; the first reader where it is left out
      --trust DIR       folder of trusted issuers beside those of the program
      --portrait FILE   also reads the portrait and writes it there
      --save FILE       writes a transcript without personal data
      --show-data       prints number and name in full
      --wait SECONDS    how long to wait for a card (60)

  npm run card -- verify FILES... [--trust DIR]
      Verifies files read from a card: EF_SOD.bin, EF_DG1.bin and so on, or a folder of them.

  npm run card -- replay FILE
      Shows a saved transcript and checks that it is consistent.

Ends with 0 when nothing speaks against the card, 1 when something does, 2 for wrong options,
3 when the reader, the card or a file is in the way.`;

/** How one card is read. */
export interface ReadOptions {
  readonly what: 'read';
  readonly key: AccessKey;
  readonly today: IsoDay;
  readonly reader: string | undefined;
  readonly trust: string | undefined;
  readonly portrait: string | undefined;
  readonly save: string | undefined;
  readonly showsData: boolean;
  readonly waitMs: number;
}

export type CardOptions =
  | ReadOptions
  | { readonly what: 'verify'; readonly files: readonly string[]; readonly trust: string | undefined }
  | { readonly what: 'replay'; readonly file: string }
  | { readonly what: 'help' };

type Parsed = Result<CardOptions, readonly string[]>;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const names = { id: text, can: text, mrz: text, reader: text, trust: text, portrait: text, save: text, wait: text };
const options = { ...names, 'show-data': flag, help: flag } as const;
type Values = Partial<Record<keyof typeof names, string>> & { 'show-data'?: boolean; help?: boolean };

/** What the technician asks for; what does not fit is said in a sentence. */
export function cardOptions(argv: readonly string[]): Parsed {
  let given: { values: Values; positionals: string[] };
  try {
    given = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return fail([(error as Error).message]);
  }
  const { values } = given;
  const [what, ...files] = given.positionals;
  if (values.help || what === undefined) return ok({ what: 'help' });
  if (what === 'read') return files.length === 0 ? readOptions(values) : fail(['read takes no files.']);
  if (what === 'verify')
    return files.length > 0
      ? ok({ what, files, trust: values.trust })
      : fail(['verify needs the files of a card, or a folder of them.']);
  if (what === 'replay')
    return files.length === 1 ? ok({ what, file: files[0]! }) : fail(['replay needs one transcript.']);
  return fail([`There is no "${what}".`]);
}

function readOptions(values: Values): Parsed {
  const { reader, trust, portrait, save, wait = '60' } = values;
  const today = businessDay(new Date(), 'Asia/Ho_Chi_Minh', 0);
  const key = keyOf(values, today);
  if (!key.ok) return key;
  const waitMs = Number(wait) * 1_000;
  if (!(waitMs > 0)) return fail([`--wait needs seconds, not "${wait}".`]);
  const shown = { showsData: values['show-data'] ?? false, waitMs };
  return ok({ what: 'read', key: key.value, today, reader, trust, portrait, save, ...shown });
}

/** Says which option does not fit, but never what was typed: it may be a citizen's. */
function keyOf({ id, can, mrz }: Values, today: IsoDay): Result<AccessKey, readonly string[]> {
  if ([id, can, mrz].filter((one) => one !== undefined).length !== 1)
    return fail(['read needs one of --id, --can and --mrz: the chip opens to nothing else.']);
  if (can !== undefined) return /^\d{6}$/.test(can) ? ok({ can, mrz: [] }) : fail(['--can needs 6 digits.']);
  if (id !== undefined) {
    const typed = typedKey({ idNumber: id, birthDay: '', expiryDay: '' }, today);
    return typed.ok ? typed : fail(['--id needs 12 digits.']);
  }
  const scanned = parseScan(mrz ?? '', today);
  return scanned.ok ? scanned : fail(['--mrz needs the three lines of 30; a check digit may be mistyped.']);
}
