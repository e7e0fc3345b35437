import { afterAll } from 'vitest';
import { type Postgres, startPostgres } from '../stage/postgres.ts';

let server: Promise<Postgres> | undefined;

/** The PostgreSQL of this test file, started by the first test that needs one. */
export function postgres(): Promise<Postgres> {
  server ??= startPostgres();
  return server;
}

afterAll(async () => {
  await (await server)?.close();
});

/** Where a hub may keep its data: each of its tests runs on both. */
export const stores = [
  { name: 'SQLite', place: async () => ({}) },
  { name: 'PostgreSQL', place: async () => ({ databaseUrl: await (await postgres()).freshDatabase() }) },
] as const;

export type Place = (typeof stores)[number]['place'];
