import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Forward only: a step that has shipped is never edited, the next one is added below it. The same steps run on SQLite
 * and PostgreSQL, so they keep to what both know.
 */
export const migrations: Record<string, Migration> = {
  '101-numbers': { up: createNumbers },
  '102-turns': { up: createTurns },
  '103-log': { up: createLog },
  '104-staff': { up: createStaff },
  '105-ratings': { up: createRatings },
  '106-reports': { up: indexForReports },
  '107-long-history': { up: indexForLongHistory },
};

async function createNumbers(db: Kysely<unknown>): Promise<void> {
  await withSite(db.schema.createTable('number_series'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('last', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('number_series_key', ['site', 'day', 'series'])
    .execute();
  await withSite(withNumber(db.schema.createTable('reservation')))
    .addColumn('visit_id', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('kiosk', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('reserved', 'confirmed', 'retired')`))
    .addColumn('reserved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reservation_key', ['site', 'visit_id', 'service'])
    .addUniqueConstraint('reservation_number', ['site', 'day', 'series', 'sequence'])
    .execute();
  await db.schema
    .createIndex('reservation_open')
    .on('reservation')
    .columns(['site', 'reserved_at'])
    .where(sql.ref('state'), '=', sql.lit('reserved'))
    .execute();
}

async function createTurns(db: Kysely<unknown>): Promise<void> {
  await withSite(withNumber(db.schema.createTable('ticket')))
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('visit_id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('holder', 'text')
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('taken_in_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('ticket_visit', ['site', 'visit_id'])
    .addUniqueConstraint('ticket_number', ['site', 'day', 'series', 'sequence'])
    .execute();
  await withSite(db.schema.createTable('turn'))
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('ticket.id'))
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('class', 'text')
    .addColumn('counter', 'text')
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('queued_at', 'text', (column) => column.notNull())
    .addColumn('first_called_at', 'text')
    .addColumn('served_at', 'text')
    .addColumn('finished_at', 'text')
    .addColumn('result', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('turn_open')
    .on('turn')
    .columns(['site', 'day', 'ticket_id'])
    .where(sql.ref('state'), 'not in', [sql.lit('finished'), sql.lit('cancelled')])
    .execute();
  // The belt: whatever memory says, the store takes no second turn of a visit, and none of a counter, in hand.
  await db.schema
    .createIndex('turn_in_hand')
    .unique()
    .on('turn')
    .columns(['site', 'day', 'counter'])
    .where(sql.ref('state'), 'in', [sql.lit('called'), sql.lit('serving')])
    .execute();
  await db.schema
    .createIndex('visit_in_hand')
    .unique()
    .on('turn')
    .columns(['ticket_id'])
    .where(sql.ref('state'), 'in', [sql.lit('called'), sql.lit('serving')])
    .execute();
  await db.schema.createIndex('turn_ticket').on('turn').column('ticket_id').execute();
  await db.schema.createIndex('turn_day').on('turn').columns(['site', 'day', 'service']).execute();
}

async function createLog(db: Kysely<unknown>): Promise<void> {
  await withSite(db.schema.createTable('ticket_event'))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text')
    .addColumn('counter', 'text')
    .addColumn('staff', 'text')
    .addColumn('command_id', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ticket_event_key', ['site', 'seq'])
    .execute();
  await db.schema.createIndex('ticket_event_day').on('ticket_event').columns(['site', 'day', 'change']).execute();
  await db.schema.createIndex('ticket_event_ticket').on('ticket_event').column('ticket_id').execute();
  await db.schema
    .createTable('site_state')
    .addColumn('site', 'text', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await withSite(db.schema.createTable('command'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('staff', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('command_key', ['site', 'id'])
    .execute();
  await db.schema.createIndex('command_at').on('command').columns(['site', 'at']).execute();
}

async function createStaff(db: Kysely<unknown>): Promise<void> {
  await withSite(db.schema.createTable('staff'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('may_call_this', 'integer', (column) => column.notNull())
    .addColumn('is_manager', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('staff_key', ['site', 'name'])
    .execute();
  await withSite(db.schema.createTable('staff_session'))
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .execute();
}

async function createRatings(db: Kysely<unknown>): Promise<void> {
  await withSite(db.schema.createTable('rating'))
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('counter', 'text')
    .addColumn('score', 'integer', (column) => column.notNull())
    .addColumn('reasons', 'text', (column) => column.notNull())
    .addColumn('given_at', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('rating_key', ['site', 'ticket_id'])
    .execute();
  await withSite(db.schema.createTable('kept'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('kept_key', ['site', 'name'])
    .execute();
}

/** Reports read a day in pieces, so a day's rows must lie in the order of their keys. */
async function indexForReports(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('turn_day').execute();
  await db.schema.createIndex('turn_day').on('turn').columns(['site', 'day', 'id']).execute();
  await db.schema.dropIndex('ticket_event_day').execute();
  await db.schema
    .createIndex('ticket_event_day')
    .on('ticket_event')
    .columns(['site', 'day', 'change', 'seq'])
    .execute();
  await db.schema.createIndex('rating_day').on('rating').columns(['site', 'day']).execute();
}

/** By its ticket nobody asks for a line of the log; who came on earlier days is found however many days there are. */
async function indexForLongHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('ticket_event_ticket').execute();
  await db.schema
    .createIndex('ticket_holder')
    .on('ticket')
    .columns(['site', 'day'])
    .where(sql.ref('holder'), 'is not', null)
    .execute();
}

function withSite<C extends string>(table: CreateTableBuilder<string, C>) {
  return table.addColumn('site', 'text', (column) => column.notNull());
}

function withNumber<C extends string>(table: CreateTableBuilder<string, C>) {
  return table
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull());
}
