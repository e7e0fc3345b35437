import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Postgres, query, startPostgres } from './postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.close());

const take = (row: string) => query(postgres.url, `INSERT INTO tickets VALUES ('${row}')`);
const rows = async () =>
  (await query(postgres.url, 'SELECT number FROM tickets ORDER BY number')).map((row) => row.number);

test('a row that was taken is there after a restart, and after a crash', async () => {
  await query(postgres.url, 'CREATE TABLE tickets (number text)');
  await take('A001');
  await postgres.restart();
  expect(await rows()).toEqual(['A001']);

  await take('A002');
  await postgres.kill();
  await expect(rows()).rejects.toThrow('ECONNREFUSED');
  await postgres.restart();
  expect(await rows()).toEqual(['A001', 'A002']);
});

test('a commit waits for the disk', async () => {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    expect(await query(postgres.url, `SHOW ${setting}`)).toEqual([{ [setting]: 'on' }]);
});

test('a fresh database is empty, and apart from the last one', async () => {
  const [first, second] = [await postgres.freshDatabase(), await postgres.freshDatabase()];
  await query(first, 'CREATE TABLE tickets (number text)');
  const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
  expect(await query(first, tables)).toEqual([{ tablename: 'tickets' }]);
  expect(await query(second, tables)).toEqual([]);
});

test('nobody comes in without the password', async () => {
  const withoutPassword = new URL(postgres.url);
  withoutPassword.password = 'a guess';
  await expect(query(withoutPassword.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

describe('a cluster ends, with its folder, when the process that started it is killed', () => {
  /** With a folder for temporary files of its own, in which the cluster's is the only one. */
  function starter() {
    const temporary = mkdtempSync(join(tmpdir(), 'mot-cham-starter-'));
    // As `/tmp` is: the cluster's user removes what is its own.
    chmodSync(temporary, 0o1777);
    onTestFinished(() => rmSync(temporary, { recursive: true }));
    const program = `
      import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)};
      const { url } = await startPostgres();
      console.log(url);
    `;
    const { stdout, pid } = spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return { stdout, hasFolder: () => readdirSync(temporary).length > 0, kill: () => process.kill(pid!, 'SIGKILL') };
  }

  test('while it runs', async () => {
    const { stdout, hasFolder, kill } = starter();
    const url = String((await once(stdout, 'data'))[0]).trim();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    kill();
    await until(() => !hasFolder());
    await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  });

  test('while it is being made', async () => {
    const { hasFolder, kill } = starter();
    await until(hasFolder);
    await setTimeout(50);
    kill();
    await until(() => !hasFolder());
  });
});

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await setTimeout(20);
}
