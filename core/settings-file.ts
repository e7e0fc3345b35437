import { fail, ok, type Result } from './result.ts';

/** One thing wrong with a file of settings, and where. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The JSON of a file; where it is none, the line that says so. */
export function parseJson(text: string, file: string): Result<unknown, readonly string[]> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return fail([`${file}: is not JSON: ${(error as Error).message}`]);
  }
}

/** One line for each thing wrong: `site.json: services[2].name.vi: ...`. */
export function inLines(problems: readonly Problem[], file: string): readonly string[] {
  return problems.map(({ path, message }) => `${file}: ${pathOf(path)}: ${message}`);
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || '(the whole file)';
}
