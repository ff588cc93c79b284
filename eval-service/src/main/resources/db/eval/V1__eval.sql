-- What one model version predicts on one split; models and dataset versions are other services'.
create table eval.prediction_set (
  id               uuid        primary key,
  project_id       uuid        not null,
  model            text        not null,
  model_version    int         not null,
  dataset          text        not null,
  dataset_version  int         not null,
  split            text        not null check (split in ('TRAIN', 'VALIDATION', 'TEST')),
  -- The newest job that makes it.
  job_id           uuid        not null unique,
  state            text        not null check (state in ('RUNNING', 'READY', 'FAILED')),
  -- Samples of the split: count and rejected add up to it.
  expected         int         not null check (expected > 0),
  artifact         bytea       check (length(artifact) = 32),
  count            int         not null default 0,
  rejected         int         not null default 0,
  rejects          jsonb       not null default '[]',
  failure          text,
  created          timestamptz not null,
  unique (project_id, model, model_version, dataset, dataset_version, split),
  check ((state = 'READY') = (artifact is not null)),
  check (state <> 'READY' or count + rejected = expected)
);

create index prediction_set_newest on eval.prediction_set (project_id, id desc);

create table eval.evaluation (
  id               uuid        primary key,
  project_id       uuid        not null,
  -- SHA-256 over prediction set, contract number, version of the evaluator, its settings.
  identity         bytea       not null check (length(identity) = 32),
  model            text        not null,
  model_version    int         not null,
  dataset          text        not null,
  dataset_version  int         not null,
  split            text        not null check (split in ('TRAIN', 'VALIDATION', 'TEST')),
  prediction_set   uuid        not null references eval.prediction_set,
  contract_number  int         not null,
  job_id           uuid        not null,
  state            text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  classes          jsonb       not null,
  confusion        jsonb       not null default '[]',
  reliability      jsonb       not null default '[]',
  -- The worst thousand samples, worst first.
  worst            jsonb       not null default '[]',
  rejected         int         not null default 0,
  created          timestamptz not null,
  unique (project_id, identity)
);

create index evaluation_newest on eval.evaluation (project_id, id desc);
create index evaluation_of_model on eval.evaluation (project_id, model, id desc);

create table eval.metric_value (
  evaluation  uuid              not null references eval.evaluation on delete cascade,
  metric      text              not null,
  value       double precision  not null,
  low         double precision  not null,
  high        double precision  not null,
  method      text              not null,
  n           int               not null,
  groups      int               not null,
  primary key (evaluation, metric)
);

create table eval.slice_value (
  evaluation       uuid              not null references eval.evaluation on delete cascade,
  position         int               not null,
  slice            text              not null,
  class_name       text,
  n                int               not null,
  right_count      int               not null,
  accuracy         double precision  not null,
  low              double precision  not null,
  high             double precision  not null,
  true_positives   int               not null,
  false_positives  int               not null,
  false_negatives  int               not null,
  primary key (evaluation, position)
);

create table eval.slice (
  id          uuid        primary key,
  project_id  uuid        not null,
  name        text        not null,
  state       text        not null check (state in ('LIVE', 'FROZEN')),
  filter      text,
  samples     int         not null,
  -- SHA-256 over the filter, over the list, or over both.
  content     bytea       not null check (length(content) = 32),
  created     timestamptz not null,
  unique (project_id, name),
  -- A frozen one may have a filter too, which its list passes only once it is labelled.
  check (state = 'FROZEN' or filter is not null)
);

create index slice_newest on eval.slice (project_id, id desc);

create table eval.slice_sample (
  slice      uuid  not null references eval.slice on delete cascade,
  position   int   not null,
  sample_id  uuid  not null,
  primary key (slice, position),
  unique (slice, sample_id)
);

create table eval.comparison (
  id          uuid        primary key,
  project_id  uuid        not null,
  identity    bytea       not null check (length(identity) = 32),
  champion    uuid        not null references eval.evaluation,
  candidate   uuid        not null references eval.evaluation,
  body        jsonb       not null,
  created     timestamptz not null,
  unique (project_id, identity)
);

create index comparison_newest on eval.comparison (project_id, id desc);

-- All four sets: a sample that neither model changed is a fact too.
create table eval.flip (
  comparison  uuid  not null references eval.comparison on delete cascade,
  key         text  collate "C" not null,
  sample_id   uuid  not null,
  kind        text  not null check (kind in ('BOTH_RIGHT', 'FIXED', 'BROKEN', 'BOTH_WRONG')),
  class_name  text  not null,
  champion    text  not null,
  candidate   text  not null,
  primary key (comparison, key)
);

create index flip_of_kind on eval.flip (comparison, kind, key);

create table eval.gate_verdict (
  id                 uuid        primary key,
  project_id         uuid        not null,
  -- SHA-256 over candidate, champion, dataset version, contract number, slices, evaluator.
  identity           bytea       not null check (length(identity) = 32),
  candidate_model    text        not null,
  candidate_version  int         not null,
  champion_model     text,
  champion_version   int,
  -- Where the alias champion of the candidate's model stood when the candidate was judged.
  standing_version   int,
  dataset            text        not null,
  dataset_version    int         not null,
  contract_number    int         not null,
  slices             jsonb       not null,
  warnings           jsonb       not null,
  job_id             uuid        not null,
  state              text        not null check (state in ('RUNNING', 'GIVEN', 'FAILED')),
  body               jsonb,
  created            timestamptz not null,
  unique (project_id, identity),
  check ((state = 'GIVEN') = (body is not null)),
  check ((champion_model is null) = (champion_version is null))
);

create index gate_verdict_newest on eval.gate_verdict (project_id, id desc) where state = 'GIVEN';
create index gate_verdict_of_dataset on eval.gate_verdict (project_id, dataset)
  where state = 'GIVEN';
