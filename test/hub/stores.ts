import { afterAll } from 'vitest';
import { openStore } from '../../hub/store/open.ts';
import { type Postgres, query, startPostgres } from '../stage/postgres.ts';

let server: Promise<Postgres> | undefined;
let template: Promise<string> | undefined;
let copies = 0;

/** The PostgreSQL of this test file, started by the first test that needs one. */
export function postgres(): Promise<Postgres> {
  server ??= startPostgres();
  return server;
}

/** A database whose schema is up to date already: making one from scratch takes much longer than copying one. */
export async function hubDatabase(): Promise<string> {
  const { url } = await postgres();
  template ??= schemaOnly();
  const name = `hub_${++copies}`;
  await query(url, `CREATE DATABASE ${name} TEMPLATE ${await template}`);
  return url.replace(/postgres$/, name);
}

async function schemaOnly(): Promise<string> {
  const { url, freshDatabase } = await postgres();
  // No power is cut in these tests, so nobody has to wait for the disk.
  await query(url, 'ALTER ROLE postgres SET synchronous_commit = off');
  const databaseUrl = await freshDatabase();
  await (await openStore({ databaseUrl })).close();
  return new URL(databaseUrl).pathname.slice(1);
}

afterAll(async () => {
  await (await server)?.close();
});

/** Where a hub may keep its data: each of its tests runs on both. */
export const stores = [
  { name: 'SQLite', place: async () => ({}) },
  { name: 'PostgreSQL', place: async () => ({ databaseUrl: await hubDatabase() }) },
] as const;

export type Place = (typeof stores)[number]['place'];
