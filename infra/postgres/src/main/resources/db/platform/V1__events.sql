-- What happened, told by the transaction in which it happened. Readers order by (tx, id) and stop
-- before the oldest transaction that is still open, because ids become visible out of order.
create table platform.event (
  id          bigint      generated always as identity primary key,
  tx          xid8        not null default pg_current_xact_id(),
  owner_role  name        not null default current_user,
  project_id  uuid        not null,
  type        text        not null check (type ~ '^dev\.gyre\.[a-z_]+\.[a-z_]+\.v[0-9]+$'),
  subject     text        not null check (subject ~ '^[a-z_]+/.+$'),
  payload     jsonb       not null,
  occurred    timestamptz not null default clock_timestamp()
);

create index event_order on platform.event (tx, id);
create index event_by_project on platform.event (project_id, tx, id);

-- How far a consumer has read: everything up to and including (tx, id) had its effect.
create table platform.consumer_position (
  consumer    text        primary key,
  owner_role  name        not null default current_user,
  tx          xid8        not null,
  id          bigint      not null,
  updated     timestamptz not null default now()
);

alter table platform.event enable row level security;
create policy read_all on platform.event for select using (true);
create policy append_own on platform.event for insert
  with check (pg_has_role(current_user, owner_role, 'member'));
grant insert on platform.event
  to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring;

alter table platform.consumer_position enable row level security;
create policy read_all on platform.consumer_position for select using (true);
create policy write_own on platform.consumer_position for all
  using (pg_has_role(current_user, owner_role, 'member'))
  with check (pg_has_role(current_user, owner_role, 'member'));
grant insert, update, delete on platform.consumer_position
  to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring;

-- Wakes the deliveries; sent to them when the transaction commits.
create function platform.tell_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('gyre_event', '');
  return null;
end $$;

create trigger tell after insert on platform.event
  for each statement execute function platform.tell_event();
