-- Durable background work. A job is queued, held by one attempt under a lease, or ended. Every
-- write on behalf of an attempt names its fence: what a lapsed holder writes touches no row.
create sequence platform.job_fence;
grant usage on sequence platform.job_fence
  to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring;

create table platform.job (
  id                uuid             primary key,
  owner_role        name             not null default current_user,
  project_id        uuid             not null,
  service           text             not null,
  type              text             not null,
  subject           text             not null,
  input             jsonb            not null,
  created_by        uuid,
  priority          smallint         not null,
  cores             double precision not null check (cores >= 0),
  memory_bytes      bigint           not null check (memory_bytes >= 0),
  timeout_ms        bigint           not null check (timeout_ms > 0),
  max_attempts      int              not null check (max_attempts > 0),
  state             text             not null check (state in
                      ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT')),
  run_at            timestamptz      not null,
  created           timestamptz      not null,
  started           timestamptz,
  ended             timestamptz,
  attempt           int              not null default 0,
  failures          int              not null default 0,
  -- Of the newest attempt: kept on this row so that one update renews everything.
  fence             bigint,
  place             text,
  lease_until       timestamptz,
  deadline          timestamptz,
  heartbeat         int              not null default 0,
  progress          double precision not null default 0 check (progress between 0 and 1),
  note              text,
  cancel_requested  timestamptz,
  outcome           jsonb,
  check (state <> 'RUNNING' or num_nonnulls(fence, place, lease_until, deadline) = 4),
  check ((state in ('QUEUED', 'RUNNING')) = (outcome is null)),
  check ((ended is null) = (outcome is null))
) with (fillfactor = 70);

-- By service and not by type: an engine picks all its types in one ordered scan.
create index job_queue on platform.job (service, priority desc, run_at, id) where state = 'QUEUED';
create index job_lease on platform.job (service, lease_until) where state = 'RUNNING';
create index job_place on platform.job (place) where state = 'RUNNING';
create index job_of_project on platform.job (project_id, id desc);

create table platform.attempt (
  job_id      uuid        not null references platform.job on delete cascade,
  number      int         not null,
  owner_role  name        not null default current_user,
  fence       bigint      not null unique,
  token_hash  bytea       not null unique check (length(token_hash) = 32),
  place       text        not null,
  -- The executor's handle; absent before the start and for work inside the service.
  execution   text,
  -- Whether the executor still keeps something of it.
  cleaned     boolean     not null default false,
  log_offset  bigint      not null default 0,
  log_bytes   bigint      not null default 0,
  created     timestamptz not null,
  ended       timestamptz,
  ending      text        check (ending in
                ('SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT', 'LOST', 'RELEASED', 'REFUSED')),
  message     text,
  primary key (job_id, number)
) with (fillfactor = 70);

create index attempt_to_clean on platform.attempt (place) where not cleaned and ended is not null;

-- What a job inside a service has done already, each step once.
create table platform.job_step (
  job_id      uuid        not null references platform.job on delete cascade,
  name        text        not null,
  owner_role  name        not null default current_user,
  result      jsonb       not null,
  primary key (job_id, name)
);

-- A stretch of output, one line or more.
create table platform.job_log (
  job_id      uuid        not null references platform.job on delete cascade,
  id          bigint      generated always as identity,
  owner_role  name        not null default current_user,
  attempt     int         not null,
  received    timestamptz not null,
  text        text        not null,
  primary key (job_id, id)
);

-- Wishes to end a job, written by whoever serves the public API and read by the job's own engine:
-- the former may not write the latter's rows.
create table platform.job_cancel (
  job_id      uuid        not null references platform.job on delete cascade,
  owner_role  name        not null default current_user,
  requested   timestamptz not null,
  primary key (job_id, owner_role)
);

do $$
declare
  item text;
begin
  foreach item in array array['job', 'attempt', 'job_step', 'job_log', 'job_cancel'] loop
    execute format('alter table platform.%I enable row level security', item);
    execute format('create policy read_all on platform.%I for select using (true)', item);
    execute format(
      'create policy write_own on platform.%I for all
         using (pg_has_role(current_user, owner_role, ''member''))
         with check (pg_has_role(current_user, owner_role, ''member''))', item);
    execute format(
      'grant insert, update, delete on platform.%I
         to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring', item);
  end loop;
end $$;
