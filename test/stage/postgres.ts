import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { appendFileSync, chownSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Owner, startKeeper } from './postgres-keeper.ts';

export interface Postgres {
  /** Of the database `postgres`, over TCP on loopback; the password is in it. */
  readonly url: string;
  readonly folder: string;
  /** The process whose children are all the others of the cluster; another one after a restart. */
  postmaster(): number;
  /** The address of a new, empty database. */
  freshDatabase(): Promise<string>;
  /** Stops in order, if it runs, and starts again on the same port. */
  restart(): Promise<void>;
  /** As a crash: nothing is written back, connections break, and the next start recovers. */
  kill(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** A cluster of its own with PostgreSQL's defaults, so a commit is on disk; it ends with this process, come what may. */
export async function startPostgres(): Promise<Postgres> {
  const owner = clusterOwner();
  const folder = mkdtempSync(join(tmpdir(), 'mot-cham-postgres-'));
  const password = randomBytes(18).toString('base64url');
  writeFileSync(join(folder, 'password'), password);
  if (owner) for (const path of [folder, join(folder, 'password')]) chownSync(path, owner.uid, owner.gid);

  const keeper = startKeeper(newestPrograms(), folder, owner);
  const pgCtl = (how: string) => keeper.run(`pg_ctl -D data -l log -w ${how}`);
  const port = await freeServicePort();
  try {
    await keeper.run(
      'initdb -D data -U postgres -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 --no-sync',
    );
    appendFileSync(
      join(folder, 'data/postgresql.conf'),
      `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\n`,
    );
    await pgCtl('start');
  } catch (error) {
    await keeper.end();
    throw error;
  }

  const address = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  let databases = 0;
  return {
    url: address('postgres'),
    folder,
    postmaster: () => Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]),
    freshDatabase: async () => {
      const name = `fresh_${++databases}`;
      await query(address('postgres'), `CREATE DATABASE ${name}`);
      return address(name);
    },
    restart: () => pgCtl('-m fast restart'),
    kill: () => pgCtl('-m immediate stop'),
    close: () => keeper.end(),
  };
}

/** One statement over a connection of its own. */
export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  // The server may end first; the query in hand is told by itself.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** PostgreSQL does not run as root: then as the user that its package made. */
function clusterOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Debian keeps each version's programs apart, and outside PATH. */
function newestPrograms(): string {
  const versions = readdirSync('/usr/lib/postgresql').map(Number);
  return `/usr/lib/postgresql/${Math.max(...versions)}/bin`;
}

/**
 * A free port below those that the system gives to callers (from 32768). Among them, a client that calls while the
 * server is down may be given that very port and reach itself, and the server could not come back.
 */
function freeServicePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(freeServicePort()));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}
