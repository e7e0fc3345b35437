import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { countedKey } from './dialect.ts';

/** Forward only: a step that has shipped is never edited, the next one is added below it. */
export const migrations: Record<string, Migration> = {
  '001-numbers': { up: createNumbers },
  '002-tickets': { up: createTickets },
  '003-staff': { up: createStaff },
};

async function createNumbers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('number_series')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('last', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('number_series_key', ['day', 'series'])
    .execute();
  await withNumber(db.schema.createTable('reservation'))
    .addColumn('visit_id', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('kiosk', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('reserved', 'confirmed', 'retired')`))
    .addColumn('reserved_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reservation_key', ['visit_id', 'service'])
    .addUniqueConstraint('reservation_number', ['day', 'series', 'sequence'])
    .execute();
  await db.schema
    .createIndex('reservation_open')
    .on('reservation')
    .columns(['reserved_at'])
    .where(sql.ref('state'), '=', sql.lit('reserved'))
    .execute();
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
  await withNumber(db.schema.createTable('ticket'))
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('visit_id', 'text', (column) => column.notNull().unique())
    .addColumn('kiosk', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('identity', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('waiting', 'called', 'missed', 'finished')`),
    )
    .addColumn('counter', 'text')
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('issued_at', 'text', (column) => column.notNull())
    .addColumn('taken_in_at', 'text', (column) => column.notNull())
    .addColumn('called_at', 'text')
    .addColumn('finished_at', 'text')
    .addUniqueConstraint('ticket_number', ['day', 'series', 'sequence'])
    .execute();
  await db.schema
    .createIndex('ticket_waiting')
    .on('ticket')
    .columns(['day', 'service', 'issued_at'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute();
  await db.schema
    .createIndex('ticket_in_hand')
    .unique()
    .on('ticket')
    .column('counter')
    .where(sql.ref('state'), '=', sql.lit('called'))
    .execute();
  await db.schema.createIndex('ticket_day').on('ticket').columns(['day', 'state']).execute();
  await db.schema
    .createTable('ticket_event')
    .addColumn('seq', 'integer', countedKey)
    .addColumn('ticket_id', 'text', (column) => column.notNull().references('ticket.id'))
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('command')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('staff', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}

async function createStaff(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('staff_session')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().references('staff.name').onDelete('cascade'))
    .addColumn('ends_at', 'text', (column) => column.notNull())
    .execute();
}

function withNumber(table: CreateTableBuilder<string>) {
  return table
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('series', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull());
}
