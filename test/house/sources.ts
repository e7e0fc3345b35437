import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

/** One source file, as far as the house rules look at it. Paths are relative to the repository. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** What it imports, types included; a relative import as the path that it leads to. */
  readonly imports: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../..');
const code = '{core,native,electron,hub,renderer,test}/**/*.{ts,tsx,mjs,cjs}';

/** Every source file on the disk, committed or not. */
export function readSources(): Source[] {
  const files = [...globSync(code, { cwd: root }), ...globSync('*.ts', { cwd: root })];
  return files.map((file) => sourceOf(file, readFileSync(path.join(root, file), 'utf8'))).sort(byPath);
}

/** Every file of words in the repository, as git knows it; pictures, fonts and models are not. */
export function readTrackedTexts(): { path: string; text: string }[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const onDisk = new Set(globSync(files, { cwd: root }));
  return files
    .filter((file) => onDisk.has(file))
    .flatMap((file) => {
      const bytes = readFileSync(path.join(root, file));
      return bytes.includes(0) ? [] : [{ path: file, text: bytes.toString() }];
    });
}

/** A source file from its text. */
export function sourceOf(file: string, text: string): Source {
  const { module, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const written = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value)),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => literal(text.slice(start, end))),
  ];
  const found = new Set(written.filter((name) => name !== undefined));
  return { path: file, text, imports: [...found].map((name) => target(file, name)) };
}

function literal(expression: string): string | undefined {
  return /^(['"`])([^$]*)\1$/.exec(expression)?.[2];
}

function target(file: string, name: string): string {
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
}

function byPath(one: Source, other: Source): number {
  return one.path < other.path ? -1 : 1;
}
