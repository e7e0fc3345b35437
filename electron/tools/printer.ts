import { helpJob } from '../../core/paper/commands.ts';
import { testPage } from '../../core/paper/test-page.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { openPrinter } from '../../native/printer/open-printer.ts';
import { type PrinterAsked, printerOptions, usage } from './printer-options.ts';
import { outcomeInWords, statusInWords } from './printer-words.ts';
import { exitCode, notDone, type Said } from './said.ts';

/** `npm run printer -- status|test-page`: a technician's view of one kiosk's printer. */
async function run(argv: readonly string[], tell: (line: string) => void): Promise<Said> {
  const options = printerOptions(argv);
  if (!options.ok) return { code: exitCode.usage, lines: [...options.fault, '', 'See: npm run printer -- --help'] };
  if (options.value.what === 'help') return { code: exitCode.fine, lines: [usage] };
  return askPrinter(options.value, tell);
}

/** The state comes first; a page is tried all the same, for the printer itself refuses what it cannot do. */
async function askPrinter({ what, name, setup }: PrinterAsked, tell: (line: string) => void): Promise<Said> {
  const printer = openPrinter(setup);
  const status = await printer.status();
  const [words, remedy] = statusInWords(status, setup.profile);
  if (what === 'status') return remedy ? notDone(words, remedy) : { code: exitCode.fine, lines: [words] };
  tell(words);
  const outcome = await printer.print(helpJob(new Date()), testPage(name, setup.profile, makeSurface));
  const [result, doNext] = outcomeInWords(outcome);
  const isDone = outcome.outcome === 'printed' || outcome.outcome === 'sent';
  return isDone ? { code: exitCode.fine, lines: [result, doNext] } : notDone(result, doNext);
}

const { code, lines } = await run(process.argv.slice(2), (line) => console.log(line));
for (const line of lines) (code >= exitCode.usage ? console.error : console.log)(line);
process.exitCode = code;
