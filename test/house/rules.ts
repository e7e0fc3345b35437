import { isBuiltin } from 'node:module';
import type { Source } from './sources.ts';

/** Who may import whom: from the folder on the left, whatever lies in a folder on the right. */
const arrows: Record<string, readonly string[]> = {
  core: ['core'],
  native: ['native', 'core'],
  electron: ['electron', 'native', 'core'],
  hub: ['hub', 'core'],
  renderer: ['renderer', 'core', 'assets'],
};

const mayUseElectron = ['main', 'preload', 'windows', 'security', 'ipc', 'updates'].map(
  (name) => `electron/${name}.ts`,
);
const coreUses = /^(zod|@orpc\/contract|@noble\/[a-z]+|qr)(\/|$)/;
/** Nothing of Node and nothing of a server runs in a browser. */
const notInBrowser =
  /^(better-sqlite3|fastify|@fastify\/|@orpc\/server|koffi|kysely|pino|ws|@napi-rs\/|electron)(\/|$)/;

const longest = 250;
/** Tables may be long. */
const tables = /^(core\/faults\.ts|renderer\/text\/[^/]+\.ts|test\/.*\/tables?\.ts|test\/card\/bad-cards\.ts)$/;

/** What the house rules have against a file, one sentence each. */
export function complaints(source: Source, dependencies: ReadonlySet<string>): string[] {
  return [
    ...source.imports.map((name) => againstImport(source.path, name, dependencies)),
    againstName(source.path),
    againstLength(source),
  ].filter((complaint) => complaint !== undefined);
}

function againstImport(file: string, name: string, dependencies: ReadonlySet<string>): string | undefined {
  const from = folderOf(file);
  if (from === 'test') return undefined;
  const isOurs = name.includes('/') && (name in arrows || folderOf(name) in arrows || /^(test|assets)\//.test(name));
  if (isOurs) {
    const isAllowed = arrows[from]?.includes(folderOf(name)) ?? folderOf(name) !== 'test';
    return isAllowed ? undefined : `${file} imports ${name}`;
  }
  if (!(from in arrows)) return undefined;
  const isAllowed = isBuiltin(name) ? builtinAllowed(from) : packageAllowed(from, file, name, dependencies);
  return isAllowed ? undefined : `${file} imports ${name}`;
}

function builtinAllowed(from: string): boolean {
  return from !== 'core' && from !== 'renderer';
}

function packageAllowed(from: string, file: string, name: string, dependencies: ReadonlySet<string>): boolean {
  if (name === 'electron' || name.startsWith('electron/')) return mayUseElectron.includes(file);
  if (from === 'core' && !coreUses.test(name)) return false;
  if (from === 'renderer' && notInBrowser.test(name)) return false;
  return dependencies.has(packageOf(name));
}

function againstName(file: string): string | undefined {
  const name = file.split('/').at(-1) ?? '';
  if (/^index\.[cm]?[jt]sx?$/.test(name)) return `${file} is a barrel`;
  if (/^utils?\b/.test(name)) return `${file} says nothing by its name`;
  return undefined;
}

function againstLength({ path, text }: Source): string | undefined {
  const lines = text.trimEnd().split('\n').length;
  return lines > longest && !tables.test(path) ? `${path} has ${lines} lines` : undefined;
}

function folderOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Where one machine keeps its files; `/tmp/` too, but for tests. */
const machinePath = /(?<![\w.~:/<-])\/(root|home|work)\/\w/;
const temporaryPath = /(?<![\w.~:/<-])\/tmp\/\w/;
const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Words that a file in the repository must not hold; each with its line. */
export function strayWords(file: string, text: string): string[] {
  const rules = file.startsWith('test/') ? [machinePath, unfinished] : [machinePath, temporaryPath, unfinished];
  return text
    .split('\n')
    .flatMap((line, index) =>
      rules.some((rule) => rule.test(line)) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
    );
}
