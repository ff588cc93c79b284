-- Who changed what, or tried to. Rows are added and never changed: nobody is granted more. A call
-- has its row before it runs, and a second one with its outcome once that is known; a row without
-- one tells of a call that was cut off.
create table platform.audit (
  id            uuid        primary key,
  owner_role    name        not null default current_user,
  at            timestamptz not null,
  principal     text        not null,
  on_behalf_of  text,
  principal_id  uuid,
  project_id    uuid,
  operation     text        not null,
  path          text        not null,
  trace         text
);

create index audit_by_project on platform.audit (project_id, id desc);
create index audit_by_principal on platform.audit (principal_id, id desc);

create table platform.audit_outcome (
  audit_id      uuid        primary key references platform.audit,
  owner_role    name        not null default current_user,
  outcome       text        not null
);

do $$
declare
  item text;
begin
  foreach item in array array['audit', 'audit_outcome'] loop
    execute format('alter table platform.%I enable row level security', item);
    execute format('create policy read_all on platform.%I for select using (true)', item);
    execute format(
      'create policy append_own on platform.%I for insert
         with check (pg_has_role(current_user, owner_role, ''member''))', item);
    execute format(
      'grant insert on platform.%I
         to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring', item);
  end loop;
end $$;
