alter table ticket add column language text not null default 'vi' check (language in ('vi', 'en'));
alter table ticket add column priority_class text;
alter table ticket add column priority_proof text check (priority_proof in ('chip', 'insurance', 'staff', 'self'));
alter table ticket add column wait_from_minutes integer;
alter table ticket add column wait_to_minutes integer;

-- Who holds a ticket, until the hub has acknowledged it. A table of its own and without a foreign key, so that
-- SQLite clears whole pages of it: see holders.ts.
create table holder (
  ticket_id  text primary key,
  name       text not null,
  birth_year text not null,
  id_tail    text not null
) strict;
