-- Order of commits: every transaction that changes a sample takes the next value of its project's
-- counter in its last statement and writes it to sample.changed. The row lock makes the values
-- visible in their order, which those of a sequence would not be.
create table data.project_change (
  project_id  uuid    primary key,
  changed     bigint  not null
);

-- Which typed column of sample_fact holds a field of the task contract. A field that came after
-- the first samples is not ready: filters then read it from sample.metadata.
create table data.field_slot (
  project_id  uuid     not null,
  field       text     not null,
  type        text     not null check (type in ('BOOL', 'NUMBER', 'TEXT')),
  slot        text     not null check (slot ~ '^(b[1-8]|n([1-9]|1[0-6])|t([1-9]|1[0-6]))$'),
  ready       boolean  not null,
  primary key (project_id, field, type),
  unique (project_id, slot)
);

-- Key, group, time, metadata and streams never change; scope and annotations do, by revisions.
create table data.sample (
  id                 uuid         primary key,
  project_id         uuid         not null,
  key                text         collate "C" not null check (length(key) between 1 and 1024),
  group_key          text         collate "C",
  sequence_id        text,
  time_ns            bigint,
  metadata           jsonb        not null,
  digest             bytea        not null check (length(digest) = 32),
  annotation_digest  bytea        not null check (length(annotation_digest) = 32),
  revision           int          not null check (revision > 0),
  changed            bigint       not null,
  class_name         text         collate "C",
  scope              text         not null check (scope in ('UNLABELLED', 'PARTLY', 'CHECKED')),
  import_id          uuid,
  created            timestamptz  not null,
  unique (project_id, key)
);

create index sample_changed on data.sample (project_id, changed);
create index sample_group on data.sample (project_id, group_key) where group_key is not null;

create table data.stream_item (
  sample_id   uuid      not null,
  ord         smallint  not null,
  name        text      not null,
  artifact    bytea     not null check (length(artifact) = 32),
  locator     jsonb,
  attributes  jsonb,
  media       text      not null,
  size_bytes  bigint    not null,
  primary key (sample_id, ord)
) partition by hash (sample_id);

-- Valid for sample revisions from_revision <= r < to_revision, as the two tables after it.
create table data.sample_fact (
  project_id     uuid  not null,
  sample_id      uuid  not null,
  from_revision  int   not null,
  to_revision    int   not null default 2147483647,
  b1 boolean, b2 boolean, b3 boolean, b4 boolean, b5 boolean, b6 boolean, b7 boolean, b8 boolean,
  n1 float8, n2 float8, n3 float8, n4 float8, n5 float8, n6 float8, n7 float8, n8 float8,
  n9 float8, n10 float8, n11 float8, n12 float8, n13 float8, n14 float8, n15 float8, n16 float8,
  t1 text, t2 text, t3 text, t4 text, t5 text, t6 text, t7 text, t8 text,
  t9 text, t10 text, t11 text, t12 text, t13 text, t14 text, t15 text, t16 text,
  primary key (sample_id, from_revision)
) partition by hash (sample_id);

create index sample_fact_head on data.sample_fact (project_id) where to_revision = 2147483647;

create table data.sample_scope (
  sample_id      uuid  not null,
  from_revision  int   not null,
  to_revision    int   not null default 2147483647,
  state          text  not null check (state in ('UNLABELLED', 'PARTLY', 'CHECKED')),
  primary key (sample_id, from_revision)
) partition by hash (sample_id);

create table data.annotation (
  id             uuid         not null,
  project_id     uuid         not null,
  sample_id      uuid         not null,
  target         text         not null,
  class          text         collate "C" not null,
  geometry       jsonb,
  attributes     jsonb,
  object_id      text,
  crowd          boolean      not null default false,
  ignored        boolean      not null default false,
  area           float8,
  source         text         not null check (source in ('HUMAN', 'MODEL', 'SIMULATOR', 'IMPORT')),
  state          text         not null check (state in ('PROPOSED', 'ACCEPTED', 'REJECTED')),
  author         text         not null,
  note           text,
  digest         bytea        not null check (length(digest) = 32),
  created        timestamptz  not null,
  from_revision  int          not null,
  to_revision    int          not null default 2147483647,
  primary key (sample_id, id, from_revision)
) partition by hash (sample_id);

create index annotation_class on data.annotation (project_id, class, area) include (sample_id);

create table data.import (
  id          uuid         primary key,
  project_id  uuid         not null,
  job_id      uuid         not null,
  format      text         not null,
  archive     bytea        not null check (length(archive) = 32),
  state       text         not null check (state in ('RUNNING', 'FINISHED', 'FAILED')),
  inputs      int          not null default 0,
  imported    int          not null default 0,
  duplicates  int          not null default 0,
  rejected    int          not null default 0,
  created     timestamptz  not null,
  created_by  text         not null,
  check (state <> 'FINISHED' or inputs = imported + duplicates + rejected)
);

create index import_of_project on data.import (project_id, id desc);

create table data.import_reject (
  import_id  uuid  not null references data.import,
  ord        int   not null,
  item       text  not null,
  reason     text  not null,
  detail     text  not null,
  primary key (import_id, ord)
);

create table data.dataset (
  id          uuid         primary key,
  project_id  uuid         not null,
  name        text         collate "C" not null,
  newest      int          not null default 0,
  created     timestamptz  not null,
  unique (project_id, name)
);

create table data.dataset_version (
  id               uuid         primary key,
  dataset_id       uuid         not null references data.dataset,
  number           int          not null check (number > 0),
  digest           bytea        not null check (length(digest) = 32),
  contract_number  int          not null,
  contract_digest  bytea        not null check (length(contract_digest) = 32),
  filter           text,
  -- The project's counter when the commit began to look: what changed later is not in it.
  changed          bigint       not null,
  by_split         jsonb        not null,
  by_class         jsonb        not null,
  manifest         bytea        check (length(manifest) = 32),
  created          timestamptz  not null,
  created_by       text         not null,
  unique (dataset_id, number)
);

-- A row is inserted and closed once, never changed otherwise. Members of version v:
-- from_version <= v and to_version > v.
create table data.dataset_entry (
  dataset_id         uuid      not null,
  sample_id          uuid      not null,
  from_version       int       not null,
  to_version         int       not null default 2147483647,
  sample_digest      bytea     not null,
  annotation_digest  bytea     not null,
  sample_revision    int       not null,
  split              smallint  not null check (split in (0, 1, 2)),
  primary key (sample_id, dataset_id, from_version)
) partition by hash (sample_id);

create unique index dataset_entry_head on data.dataset_entry (dataset_id, sample_id)
  where to_version = 2147483647;
create index dataset_entry_from on data.dataset_entry (dataset_id, from_version);
create index dataset_entry_to on data.dataset_entry (dataset_id, to_version)
  where to_version < 2147483647;

do $$
declare
  item text;
begin
  foreach item in array array['stream_item', 'sample_fact', 'sample_scope', 'annotation', 'dataset_entry'] loop
    for part in 0..15 loop
      execute format(
        'create table data.%I partition of data.%I for values with (modulus 16, remainder %s)',
        item || '_' || part, item, part);
    end loop;
  end loop;
end $$;

create table data.preparation (
  id          uuid         primary key,
  project_id  uuid         not null,
  name        text         not null,
  digest      bytea        not null check (length(digest) = 32),
  spec        jsonb        not null,
  created     timestamptz  not null,
  unique (project_id, name),
  unique (project_id, digest)
);

create table data.prepared_set (
  id               uuid         primary key,
  project_id       uuid         not null,
  preparation_id   uuid         not null references data.preparation,
  version_id       uuid         not null references data.dataset_version,
  contract_number  int          not null,
  classes          jsonb        not null,
  job_id           uuid         not null,
  state            text         not null check (state in ('BUILDING', 'READY', 'FAILED')),
  digest           bytea        check (length(digest) = 32),
  index_artifact   bytea        check (length(index_artifact) = 32),
  shards           jsonb        not null default '[]',
  report           jsonb,
  rejects          jsonb        not null default '[]',
  created          timestamptz  not null,
  unique (preparation_id, version_id)
);

create index prepared_set_of_project on data.prepared_set (project_id, id desc);

create table data.label_queue (
  id            uuid         primary key,
  project_id    uuid         not null,
  name          text         not null,
  instructions  text,
  created       timestamptz  not null
);

create index label_queue_of_project on data.label_queue (project_id, id desc);

create table data.label_task (
  id           uuid         primary key,
  queue_id     uuid         not null references data.label_queue,
  ord          int          not null,
  sample_id    uuid         not null references data.sample,
  submitted    timestamptz,
  class_name   text,
  leased_by    text,
  lease_until  timestamptz,
  unique (queue_id, ord),
  unique (queue_id, sample_id)
);
