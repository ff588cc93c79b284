create table training.recipe (
  id          uuid        primary key,
  project_id  uuid        not null,
  name        text        not null,
  number      int         not null check (number > 0),
  digest      bytea       not null check (octet_length(digest) = 32),
  spec        jsonb       not null,
  created     timestamptz not null,
  unique (project_id, name, number),
  unique (project_id, name, digest)
);

create index recipe_of_project on training.recipe (project_id, id desc);

create table training.run (
  id               text        collate "C" primary key check (id ~ '^[0-9a-f]{32}$'),
  project_id       uuid        not null,
  recipe_id        uuid        not null references training.recipe,
  prepared_set_id  uuid        not null,
  preparation_id   uuid        not null,
  dataset          text        not null,
  dataset_version  int         not null check (dataset_version > 0),
  contract_number  int         not null check (contract_number > 0),
  classes          jsonb       not null,
  seed             bigint      not null,
  model            text        not null,
  experiment       text,
  state            text        not null
                     check (state in ('SCHEDULED', 'RUNNING', 'FINISHED', 'FAILED', 'KILLED')),
  job_id           uuid        not null unique,
  model_version    int,
  created          timestamptz not null,
  ended            timestamptz,
  check ((state in ('SCHEDULED', 'RUNNING')) = (ended is null)),
  check ((state = 'FINISHED') = (model_version is not null))
);

create index run_of_project on training.run (project_id, id desc);

create sequence training.metric_point_position as bigint;

-- One value for each step of a metric. The position orders what was written: heartbeats of one run
-- come one after another, so within a run it also orders what became visible.
create table training.metric_point (
  run_id    text             collate "C" not null references training.run,
  name      text             collate "C" not null check (name <> ''),
  step      int              not null check (step >= 0),
  value     double precision not null,
  time      timestamptz      not null,
  position  bigint           not null default nextval('training.metric_point_position'),
  primary key (run_id, name, step)
);

create unique index metric_point_order on training.metric_point (run_id, position);

create table training.model (
  id          uuid        primary key,
  project_id  uuid        not null,
  name        text        collate "C" not null,
  newest      int         not null check (newest > 0),
  created     timestamptz not null,
  unique (project_id, name)
);

create table training.model_version (
  id                uuid             primary key,
  model_id          uuid             not null references training.model,
  number            int              not null check (number > 0),
  artifact          bytea            not null check (octet_length(artifact) = 32),
  size_bytes        bigint           not null check (size_bytes > 0),
  classes           jsonb            not null,
  run_id            text             collate "C" references training.run,
  dataset           text             not null,
  dataset_version   int              not null check (dataset_version > 0),
  prepared_set_id   uuid             not null,
  preparation_id    uuid             not null,
  contract_number   int              not null check (contract_number > 0),
  state             text             not null check (state in ('PENDING', 'READY', 'REJECTED')),
  parity_deviation  double precision not null check (parity_deviation >= 0),
  metrics           jsonb            not null,
  created           timestamptz      not null,
  unique (model_id, number)
);

-- Every place that an alias has had; the newest row is where it is.
create table training.alias_move (
  id        uuid        primary key,
  model_id  uuid        not null,
  alias     text        collate "C" not null,
  version   int         not null,
  moved     timestamptz not null,
  moved_by  text        not null,
  reason    text        not null,
  verdict   uuid,
  foreign key (model_id, version) references training.model_version (model_id, number)
);

create index alias_move_order on training.alias_move (model_id, alias, id desc);
