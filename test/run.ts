import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Counts } from './summary-reporter.ts';

// `npm test`: every suite, one after another; the last line adds them up. `npm test -- hub` runs the tests that match.
const root = path.resolve(import.meta.dirname, '..');
const filters = process.argv.slice(2);
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
let child: ChildProcess | undefined;
process.on('exit', () => child?.kill());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const suites: Counts[] = [];
if (filters.length === 0) {
  suites.push(
    await check('Biome: format and lint', '@biomejs/biome/bin/biome', [
      'ci',
      ...(process.stdout.isTTY ? [] : ['--colors=off']),
    ]),
  );
  suites.push(await check('TypeScript: types', 'typescript/bin/tsc', []));
}
suites.push(await vitest());

const sum = (key: keyof Counts) => suites.reduce((total, counts) => total + counts[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);

/** A tool that only says yes or no: it counts as one test. */
async function check(title: string, script: string, args: string[]): Promise<Counts> {
  const code = await run(title, script, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(): Promise<Counts> {
  const dir = mkdtempSync(path.join(tmpdir(), 'mot-cham-test-'));
  const file = path.join(dir, 'counts.json');
  try {
    const code = await run('Vitest', 'vitest/vitest.mjs', ['run', ...filters], { TEST_COUNTS_FILE: file });
    const counts = readCounts(file);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A run that left no counts did not end by itself. */
function readCounts(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function run(title: string, script: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  console.log(`\n== ${title}`);
  return new Promise((resolve) => {
    child = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, ...plain, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
