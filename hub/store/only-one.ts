import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Keeps a folder for this process until the function that it gives is called, or the process ends in whatever way. The
 * memory of a hub is right only while nobody else writes there. Throws where another process has it.
 */
export function keepFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = new Database(join(dataDir, 'hub.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new Error(`another hub uses the folder ${dataDir}`);
    throw error;
  }
  return () => lock.close();
}
