import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../stage/postgres.ts';
import { cpuOf } from './load.ts';

export interface Reference {
  readonly url: string;
  /** Of its process, and of all of its database's where that has its own. */
  cpuMs(): number;
  close(): Promise<void>;
}

export interface Rows {
  readonly history: number;
  readonly waiting: number;
}

/** SQLite's reference, on a file in a folder of its own. */
export async function startSqliteReference(rows: Rows): Promise<Reference> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cham-reference-'));
  const { url, pid, end } = await startChild('reference-sqlite.ts', join(folder, 'queue.db'), rows);
  return {
    url,
    cpuMs: () => cpuOf(pid),
    close: async () => {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}

/** PostgreSQL's reference, with a cluster of its own. */
export async function startPostgresReference(rows: Rows): Promise<Reference> {
  const postgres = await startPostgres();
  try {
    const { url, pid, end } = await startChild('reference-postgres.ts', await postgres.freshDatabase(), rows);
    return {
      url,
      cpuMs: () => cpuOf(pid) + cpuOf(postgres.postmaster()),
      close: async () => {
        await end();
        await postgres.close();
      },
    };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

async function startChild(file: string, database: string, { history, waiting }: Rows) {
  const entry = fileURLToPath(new URL(file, import.meta.url));
  const options = ['--database', database, '--history', String(history), '--waiting', String(waiting)];
  const child = spawn(process.execPath, [entry, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const port = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    gone.then(([code]) => {
      throw new Error(`${file} ended: ${code}`);
    }),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    end: async () => {
      child.stdin.end();
      await gone;
    },
  };
}
