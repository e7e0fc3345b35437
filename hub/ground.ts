import type { Hall } from './hall.ts';
import type { Backend, Transaction } from './store/dialect.ts';
import type { Entry } from './store/log.ts';
import type { CommandTable } from './store/tables.ts';

/** What a group of commands is decided on. */
export interface Ground {
  readonly hall: Hall;
  /** Lines of the log that it has not, or that nobody here was told yet. */
  readonly missed: readonly Entry[];
  /** The answers that some of these commands got before. */
  readonly known: ReadonlyMap<string, CommandTable>;
  /** It has the lock of the site. */
  readonly locked: Promise<unknown>;
}

/** What a group that is on its way leaves for the one behind it, if the store takes it. */
export interface Left {
  readonly hall: Hall;
  readonly answers: ReadonlyMap<string, CommandTable>;
  readonly locked: Promise<unknown>;
}

/** The commands of a group, and where they are to be carried out. */
export interface Asked {
  readonly tx: Transaction;
  readonly backend: Backend;
  readonly site: string;
  readonly commandIds: readonly string[];
}

/**
 * Behind a group that is on its way, without waiting for it: so that the store never waits for a decision. Answers
 * that are neither on disk nor left by that group are another process's, and then the version of the log is too. Who
 * reads more than this reads it under the lock, behind that group.
 */
export async function groundBehind({ hall, answers, locked: before }: Left, asked: Asked): Promise<Ground> {
  // Asked for earlier, the lock might come here first.
  const [read] = await Promise.all([answersTo(asked), before]);
  const locked = asked.backend.lockSite(asked.tx, asked.site);
  // Where the lock is not given, nothing behind it is done either, and says so.
  locked.catch(() => {});
  return { hall, missed: [], known: new Map([...read, ...answers]), locked };
}

/** The answers that some of these commands got before. */
export async function answersTo(asked: Asked): Promise<ReadonlyMap<string, CommandTable>> {
  const { tx, backend, site, commandIds } = asked;
  if (commandIds.length === 0) return new Map();
  const text = `select * from command where site = $1 and id in ${backend.among('$2')}`;
  const rows = await tx.ask<CommandTable>(text, [site, JSON.stringify(commandIds)]);
  return new Map(rows.map((row) => [row.id, row]));
}
