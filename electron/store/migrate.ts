import { readdirSync, readFileSync } from 'node:fs';
import type { Db } from './open.ts';

const folder = new URL('./migrations/', import.meta.url);

/** Brings the schema forward, one file a step, each in its own transaction; it never goes back and never resets. */
export function migrate(db: Db): void {
  const files = readdirSync(folder).sort();
  const done = db.pragma('user_version', { simple: true }) as number;
  if (done > files.length)
    throw new Error(`the store is at version ${done}, newer than this program, which knows ${files.length}`);
  files.slice(done).forEach((file, index) => {
    db.transaction(() => {
      db.exec(readFileSync(new URL(file, folder), 'utf8'));
      db.pragma(`user_version = ${done + index + 1}`);
    }).immediate();
  });
}
