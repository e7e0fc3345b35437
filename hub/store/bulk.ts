import type { Backend, Transaction } from './dialect.ts';
import type { Tables } from './tables.ts';

type ColumnType = 'text' | 'integer' | 'bigint';

/** A table to which many rows are added at a time; `changes` are the columns that a known `key` is brought up to. */
export interface Bulk<Row> {
  readonly table: keyof Tables;
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  readonly key?: string;
  readonly changes?: readonly (keyof Row & string)[];
}

/**
 * Adds rows, which have left before this returns, by a statement whose text is always the same, so that it is neither
 * built nor planned again. A statement costs SQLite little and takes one row; it costs PostgreSQL a way through a socket, and
 * takes all of them as JSON.
 */
export async function addRows<Row>(
  { ask }: Transaction,
  { name }: Pick<Backend, 'name'>,
  bulk: Bulk<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const text = textOf(bulk as Bulk<unknown>, name);
  const columns = Object.keys(bulk.columns) as (keyof Row)[];
  const perStatement =
    name === 'sqlite' ? rows.map((row) => columns.map((column) => row[column])) : [[JSON.stringify(rows)]];
  await Promise.all(perStatement.map((values) => ask(text, values)));
}

const texts = new Map<string, string>();

function textOf(bulk: Bulk<unknown>, name: Backend['name']): string {
  const key = `${name} ${bulk.table}`;
  const text = texts.get(key) ?? (name === 'sqlite' ? sqliteText(bulk) : postgresText(bulk));
  texts.set(key, text);
  return text;
}

function sqliteText({ table, columns, ...bulk }: Bulk<unknown>): string {
  const names = Object.keys(columns);
  return `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})${conflictOf(bulk)}`;
}

function postgresText({ table, columns, ...bulk }: Bulk<unknown>): string {
  const names = Object.keys(columns).join(', ');
  const typed = Object.entries(columns)
    .map(([column, type]) => `${column} ${type}`)
    .join(', ');
  return `insert into ${table} (${names}) select ${names} from json_to_recordset($1) as rows(${typed})${conflictOf(bulk)}`;
}

function conflictOf({ key, changes }: Pick<Bulk<unknown>, 'key' | 'changes'>): string {
  if (!key || !changes) return '';
  return ` on conflict (${key}) do update set ${changes.map((column) => `${column} = excluded.${String(column)}`).join(', ')}`;
}
