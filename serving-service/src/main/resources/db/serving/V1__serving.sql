-- An endpoint follows an alias of a model. A removed one keeps its row, because its log stays.
create table serving.endpoint (
  id               uuid        primary key,
  project_id       uuid        not null,
  project_slug     text        not null,
  name             text        not null,
  model            text        not null,
  alias            text        not null,
  logging          text        not null check (logging in ('DURABLE', 'COUNTED')),
  max_concurrency  int         not null check (max_concurrency between 1 and 1024),
  revision         int         not null default 0,
  created          timestamptz not null,
  removed          timestamptz
);

create unique index endpoint_by_name on serving.endpoint (project_id, name) where removed is null;
create index endpoint_by_slug on serving.endpoint (project_slug, name) where removed is null;

-- A model version on its way through an endpoint. What answers and what shall replace it are
-- current; the rest is history.
create table serving.deployment (
  id           uuid        primary key,
  endpoint_id  uuid        not null references serving.endpoint,
  model        text        not null,
  version      int         not null check (version > 0),
  artifact     bytea       check (octet_length(artifact) = 32),
  state        text        not null
    check (state in ('LOADING', 'READY', 'DRAINING', 'STOPPED', 'FAILED')),
  since        timestamptz not null,
  detail       text,
  current      boolean     not null default true
);

create index deployment_by_endpoint on serving.deployment (endpoint_id, id);
create unique index deployment_ready on serving.deployment (endpoint_id)
  where current and state = 'READY';

-- How many predictions an endpoint's log holds, and how many answers it lacks.
create table serving.endpoint_count (
  endpoint_id  uuid    primary key references serving.endpoint,
  logged       bigint  not null default 0,
  lost         bigint  not null default 0
) with (fillfactor = 50);

-- The last log id given out. Writers lock it from giving out ids to their commit, so that ids
-- become visible in their order, over all processes.
create table serving.log_head (
  single  boolean  primary key default true check (single),
  last    uuid     not null
) with (fillfactor = 50);

insert into serving.log_head (last) values ('00000000-0000-7000-8000-000000000000');

-- One partition per hour of the log id, made by the service two days ahead. There is no default
-- partition, with which a partition could not be detached while it is in use.
create table serving.prediction (
  log_id         uuid        primary key,
  endpoint_id    uuid        not null,
  client_key     text,
  occurred       timestamptz not null,
  received       timestamptz not null,
  device         text,
  group_key      text,
  sequence       bigint,
  model_version  int         not null,
  status         text        not null,
  detail         text,
  class_name     text,
  confidence     float8      not null,
  -- json, not jsonb: the order of the model's outputs is kept.
  probabilities  json        not null,
  payload        bytea,
  media_type     text,
  features       json        not null
) partition by range (log_id);

create index prediction_by_endpoint on serving.prediction (endpoint_id, log_id);
create index prediction_by_occurrence on serving.prediction using brin (occurred);

-- A client key is there once in an endpoint, in whichever hour.
create table serving.prediction_key (
  endpoint_id  uuid  not null,
  client_key   text  not null,
  log_id       uuid  not null,
  primary key (endpoint_id, client_key)
) partition by hash (endpoint_id, client_key);

do $$ begin
  for i in 0..15 loop
    execute format(
      'create table serving.prediction_key_%s partition of serving.prediction_key
         for values with (modulus 16, remainder %s)', lpad(i::text, 2, '0'), i);
  end loop;
end $$;
