import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../../../hub/store/tables.ts';
import type { Rows } from './start-reference.ts';

const historyPerDay = 2_000;

interface Filled extends Rows {
  readonly site: string;
  readonly services: readonly { readonly id: string; readonly letter: string }[];
  readonly today: string;
  readonly isPostgres: boolean;
}

/**
 * Puts a store where a hub would be after so many tickets: `history` finished ones of earlier days with their turns,
 * one line of the log and one command each, and `waiting` ones of today. By plain SQL, for a million are many.
 */
export async function fill(db: Kysely<Tables>, filled: Filled): Promise<void> {
  await put(db, filled, filled.history, 'finished');
  await put(db, filled, filled.waiting, 'waiting');
  const seq = filled.history + filled.waiting;
  if (seq === 0) return;
  await db
    .insertInto('site_state')
    .values({ site: filled.site, seq, body: '{"day":"","tallies":[],"counters":[]}' })
    .execute();
  await sql.raw('ANALYZE').execute(db);
}

async function put(db: Kysely<Tables>, filled: Filled, count: number, state: 'finished' | 'waiting'): Promise<void> {
  if (count === 0) return;
  const { site, services, today, isPostgres, history } = filled;
  const n = sql.ref('n');
  const offset = state === 'finished' ? 0 : history;
  const uuid = (part: string): RawBuilder<string> =>
    isPostgres
      ? sql`'${sql.raw(part)}-0000-4000-8000-' || lpad(to_hex(${n} + ${sql.lit(offset)}), 12, '0')`
      : sql`'${sql.raw(part)}-0000-4000-8000-' || printf('%012x', ${n} + ${sql.lit(offset)})`;
  const pick = (values: readonly string[]) =>
    sql`case ${n} % ${sql.lit(values.length)} ${sql.join(
      values.map((value, at) => sql`when ${sql.lit(at)} then ${sql.lit(value)}`),
      sql` `,
    )} end`;
  const service = pick(services.map(({ id }) => id));
  const letter = pick(services.map(({ letter }) => letter));
  const back = sql`(1 + ${n} / ${sql.lit(historyPerDay)})`;
  const day =
    state === 'waiting'
      ? sql`${sql.lit(today)}`
      : isPostgres
        ? sql`to_char(date ${sql.lit(today)} - cast(${back} as integer), 'YYYY-MM-DD')`
        : sql`date(${sql.lit(today)}, '-' || ${back} || ' days')`;
  const sequence = sql`(${n} % ${sql.lit(state === 'waiting' ? 1_000_000 : historyPerDay)}) + 1`;
  const number = sql`${letter} || cast(1000 + ${n} % 9000 as text)`;
  const at = sql`${day} || 'T02:00:00.000Z'`;
  const id = uuid('11111111');
  const end =
    state === 'finished'
      ? sql`'"counter":"quay-1","calledAt":"' || ${at} || '","finishedAt":"' || ${at} || '",'`
      : sql`''`;
  const order = state === 'finished' ? sql`'1'` : sql`cast(1000000000000 + ${n} as text)`;
  const body = sql`'{"id":"' || ${id} || '","ticketId":"' || ${id} || '","number":"' || ${number} || '","day":"' || ${day}
    || '","service":"' || ${service} || '","step":0,"after":[],"state":"${sql.raw(state)}","identity":"none","language":"vi","order":'
    || ${order} || ',"issuedAt":"' || ${at} || '","queuedAt":"' || ${at} || '",' || ${end} || '"calls":0,"misses":0,"version":1}'`;
  const change = sql`'{"kind":"turn","change":"taken-in","turn":' || ${body} || '}'`;
  const rows = sql`with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ${sql.lit(count - 1)})`;
  const from = sql`from counted`;
  const lit = (text: string) => sql.lit(text);
  const statements = [
    sql`insert into ticket (id, site, visit_id, source, service, day, series, sequence, number, issuer, identity, issued_at, taken_in_at)
      ${rows} select ${id}, ${lit(site)}, ${uuid('22222222')}, 'kiosk-1', ${service}, ${day}, ${letter}, ${sequence}, ${number}, 'hub', 'none', ${at}, ${at} ${from}`,
    sql`insert into turn (id, site, day, ticket_id, number, service, step, state, issued_at, queued_at, body)
      ${rows} select ${id}, ${lit(site)}, ${day}, ${id}, ${number}, ${service}, 0, ${lit(state)}, ${at}, ${at}, ${body} ${from}`,
    sql`insert into ticket_event (site, seq, day, at, change, ticket_id, body)
      ${rows} select ${lit(site)}, ${n} + ${sql.lit(offset + 1)}, ${day}, ${at}, 'taken-in', ${id}, ${change} ${from}`,
    sql`insert into command (site, id, staff, request, answer, at)
      ${rows} select ${lit(site)}, ${uuid('33333333')}, 'ha', 'quay-1 call-next', ${body}, ${at} ${from}`,
  ];
  for (const statement of statements) await statement.execute(db);
  if (state === 'waiting')
    for (const { letter } of services)
      await db
        .insertInto('number_series')
        .values({ site, day: today, series: letter, last: count + 1 })
        .execute();
}
