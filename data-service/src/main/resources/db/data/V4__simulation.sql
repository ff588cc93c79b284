create table data.scenario (
  id          uuid         primary key,
  project_id  uuid         not null,
  name        text         collate "C" not null,
  number      int          not null check (number > 0),
  digest      bytea        not null check (length(digest) = 32),
  document    jsonb        not null,
  created     timestamptz  not null,
  unique (project_id, name, number),
  unique (project_id, digest)
);

create table data.simulation (
  id           uuid         primary key,
  project_id   uuid         not null,
  scenario_id  uuid         not null references data.scenario,
  spec         jsonb        not null,
  contract     jsonb        not null,
  created      timestamptz  not null,
  created_by   text         not null
);

create index simulation_of_project on data.simulation (project_id, id desc);

-- Its job renders it, then its import reads it in; its state is theirs.
create table data.simulation_shard (
  simulation_id  uuid     not null references data.simulation,
  shard          int      not null,
  job_id         uuid     not null,
  import_id      uuid     references data.import,
  failed         boolean  not null default false,
  primary key (simulation_id, shard)
);
