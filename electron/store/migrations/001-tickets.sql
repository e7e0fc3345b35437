create table ticket (
  id        text primary key,
  visit_id  text not null unique,
  service   text not null,
  day       text not null,
  series    text not null,
  sequence  integer not null,
  number    text not null,
  issuer    text not null check (issuer in ('hub', 'kiosk')),
  identity  text not null check (identity in ('card-proved', 'card-unproved', 'none')),
  ahead     integer,
  issued_at text not null,
  unique (day, series, sequence)
) strict;

-- One row for each attempt at paper; written before a byte leaves.
create table print_job (
  id         integer primary key autoincrement,
  ticket_id  text not null references ticket,
  reprints   integer not null,
  state      text not null check (state in ('owed', 'sending', 'printed', 'not-printed', 'unknown')),
  fault      text,
  changed_at text not null,
  unique (ticket_id, reprints)
) strict;

create table outbox (
  seq       integer primary key autoincrement,
  ticket_id text not null unique references ticket,
  body      text not null,
  acked_at  text
) strict;

create index outbox_owed on outbox (seq) where acked_at is null;
