import { cardOptions, usage } from './card-options.ts';
import { readOnReader } from './card-read.ts';
import { replayFile } from './card-replay.ts';
import { verifyFiles } from './card-verify.ts';
import { exitCode, type Said } from './said.ts';

/** `npm run card -- read|verify|replay`: a technician's view of one card. */
async function run(argv: readonly string[]): Promise<Said> {
  const options = cardOptions(argv);
  if (!options.ok) return { code: exitCode.usage, lines: [...options.fault, '', 'See: npm run card -- --help'] };
  const asked = options.value;
  switch (asked.what) {
    case 'help':
      return { code: exitCode.fine, lines: [usage] };
    case 'read':
      return readOnReader(asked, (line) => console.error(line));
    case 'verify':
      return verifyFiles(asked.files, asked.trust);
    case 'replay':
      return replayFile(asked.file);
  }
}

const { code, lines } = await run(process.argv.slice(2));
for (const line of lines) (code >= exitCode.usage ? console.error : console.log)(line);
process.exitCode = code;
