-- One row for each attempt at paper, none of its bytes: a retry no longer overwrites what was known of the one before.
create table print_attempt (
  id         integer primary key autoincrement,
  ticket_id  text not null references ticket,
  reprints   integer not null,
  -- From 1, over all papers of the ticket.
  attempt    integer not null,
  state      text not null check (state in ('owed', 'sending', 'printed', 'sent', 'not-printed', 'unknown')),
  fault      text,
  changed_at text not null,
  unique (ticket_id, attempt)
) strict;

-- Ids name the attempts towards the printer, so they go on where they were.
insert into sqlite_sequence (name, seq) select 'print_attempt', seq from sqlite_sequence where name = 'print_job';
insert into print_attempt (id, ticket_id, reprints, attempt, state, fault, changed_at)
  select id, ticket_id, reprints, row_number() over (partition by ticket_id order by id), state, fault, changed_at
  from print_job;
drop table print_job;
alter table print_attempt rename to print_job;

-- Of papers that look the same, one at most may have come out.
create unique index print_job_one_paper on print_job (ticket_id, reprints)
  where state in ('sending', 'printed', 'sent', 'unknown');
