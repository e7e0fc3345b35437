import { CompiledQuery, type Transaction } from 'kysely';
import type { Backend } from './dialect.ts';
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
 * Adds rows by one statement whose text is the same for any number of them: they go over as JSON. So it is neither
 * built nor planned again for each, which is most of what a multi-row insert costs.
 */
export async function addRows<Row>(
  tx: Transaction<Tables>,
  { name }: Pick<Backend, 'name'>,
  bulk: Bulk<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.executeQuery(CompiledQuery.raw(textOf(bulk as Bulk<unknown>, name), [JSON.stringify(rows)]));
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
  const values = names.map((column) => `value ->> '${column}'`).join(', ');
  // Without `where` SQLite takes `on conflict` for a join (sqlite.org/lang_upsert.html §2.2).
  return `insert into ${table} (${names.join(', ')}) select ${values} from json_each(?) where true${conflictOf(bulk)}`;
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
