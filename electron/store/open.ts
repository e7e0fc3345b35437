import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type Db = Database.Database;

/**
 * Opens the kiosk's own database. WAL with FULL sync: a committed ticket survives a power cut. What is deleted is
 * overwritten with zeros.
 */
export function openStore(file: string): Db {
  const db = new Database(file);
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('secure_delete = on');
  migrate(db);
  return db;
}

/** True where the disk refuses to take more; anything else that SQLite throws is a bug. */
export function isDiskRefusal(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(codeOf(error));
}

/** True where what was to be written is there already. */
export function isAlreadyThere(error: unknown): boolean {
  return /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}
