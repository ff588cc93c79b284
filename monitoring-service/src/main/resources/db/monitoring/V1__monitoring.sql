-- One per watched endpoint: how far its log was read, and whether labels came since it was judged.
create table monitoring.monitor (
  project_id         uuid        not null,
  endpoint           text        not null,
  project_slug       text        not null,
  model              text        not null,
  spec               jsonb       not null,
  position           uuid,
  drift_after        uuid,
  exposures          int         not null default 0,
  labelled           int         not null default 0,
  labelled_revision  bigint      not null default 0,
  judged_revision    bigint      not null default 0,
  created            timestamptz not null,
  primary key (project_id, endpoint)
);

-- What is kept of each logged prediction.
create table monitoring.exposure (
  project_id     uuid             not null,
  endpoint       text             not null,
  log_id         uuid             not null,
  client_key     text,
  occurred       timestamptz      not null,
  model_version  int              not null,
  readable       boolean          not null,
  predicted      text,
  confidence     double precision not null,
  group_key      text,
  payload        bytea            check (octet_length(payload) = 32),
  media_type     text,
  features       jsonb            not null,
  truth          text,
  measured       boolean          not null default false,
  primary key (project_id, endpoint, log_id),
  foreign key (project_id, endpoint) references monitoring.monitor
);

create unique index exposure_by_client_key
  on monitoring.exposure (project_id, endpoint, client_key) where client_key is not null;
create index exposure_measured
  on monitoring.exposure (project_id, endpoint, model_version, truth, occurred) where measured;
create index exposure_unlabelled
  on monitoring.exposure (project_id, endpoint, model_version, log_id) where truth is null;

-- Never changed but for the prediction that it was matched to.
create table monitoring.feedback (
  id           uuid             primary key,
  project_id   uuid             not null,
  endpoint     text             not null,
  log_id       uuid,
  client_key   text,
  class_name   text             not null,
  collection   text             not null check (collection in ('COMPLETE', 'SAMPLED', 'COMPLAINT')),
  probability  double precision check (probability > 0 and probability <= 1),
  given_by     text             not null,
  received     timestamptz      not null,
  matched      uuid,
  check ((log_id is null) <> (client_key is null)),
  foreign key (project_id, endpoint) references monitoring.monitor
);

create index feedback_by_project on monitoring.feedback (project_id, id);
create index feedback_by_match on monitoring.feedback (project_id, endpoint, matched, id);
create index feedback_waiting_by_log_id
  on monitoring.feedback (project_id, endpoint, log_id) where matched is null;
create index feedback_waiting_by_client_key
  on monitoring.feedback (project_id, endpoint, client_key) where matched is null;

create table monitoring.failure_event (
  id             uuid        primary key,
  project_id     uuid        not null,
  endpoint       text        not null,
  log_id         uuid        not null,
  kind           text        not null,
  confirmed      boolean     not null,
  detail         text        not null,
  model_version  int         not null,
  class_name     text,
  predicted      text,
  occurred       timestamptz not null,
  withdrawn      timestamptz,
  unique (project_id, endpoint, log_id, kind)
);

create index failure_event_by_project on monitoring.failure_event (project_id, id);

-- When a model version began to answer on an endpoint, as serving told it.
create table monitoring.deployment (
  project_id  uuid        not null,
  endpoint    text        not null,
  model       text        not null,
  version     int         not null,
  since       timestamptz not null,
  primary key (project_id, endpoint, model, version)
);

create table monitoring.incident (
  id                 uuid             primary key,
  project_id         uuid             not null,
  project_slug       text             not null,
  endpoint           text             not null,
  model              text             not null,
  mode               jsonb            not null,
  members            jsonb            not null,
  title              text             not null,
  description        text             not null,
  fingerprint        text             not null,
  state              text             not null,
  failures           int              not null,
  exposures          int              not null,
  log_evidence       double precision not null,
  threshold          double precision not null,
  accepted_error     double precision not null,
  model_version      int              not null,
  rose               boolean          not null,
  candidate_version  int,
  cured_from         uuid,
  accepted_until     timestamptz,
  decided_by         text,
  reason             text,
  opened             timestamptz      not null,
  changed            timestamptz      not null,
  unique (project_id, endpoint, fingerprint)
);

create index incident_by_project on monitoring.incident (project_id, id);

create table monitoring.harvest (
  id               uuid        primary key,
  incident_id      uuid        not null references monitoring.incident,
  number           int         not null check (number > 0),
  job_id           uuid        not null,
  step             text        not null,
  without_payload  int         not null default 0,
  label_queue      uuid,
  proof_slice      uuid,
  created          timestamptz not null,
  unique (incident_id, number)
);

create table monitoring.harvest_item (
  harvest_id    uuid             not null references monitoring.harvest,
  log_id        uuid             not null,
  client_key    text,
  sample_key    text             not null,
  sample_id     uuid,
  group_key     text,
  payload       bytea            not null check (octet_length(payload) = 32),
  media_type    text             not null,
  share         text             not null,
  inclusion     double precision not null check (inclusion > 0 and inclusion <= 1),
  part          text             not null,
  in_slice      boolean          not null,
  class_name    text,
  skip_reason   text,
  skipped_by    text,
  primary key (harvest_id, log_id),
  check ((skip_reason is null) = (skipped_by is null))
);

create table monitoring.fix (
  incident_id           uuid        not null references monitoring.incident,
  number                int         not null check (number > 0),
  harvest_id            uuid        not null references monitoring.harvest,
  candidate             jsonb       not null,
  dataset               jsonb       not null,
  remedy                text        not null,
  attestations          jsonb       not null,
  recorded_by           text        not null,
  recorded              timestamptz not null,
  step                  text        not null,
  job_id                uuid,
  champion_evaluation   uuid,
  candidate_evaluation  uuid,
  comparison            uuid,
  primary key (incident_id, number)
);

create table monitoring.proof_link (
  incident_id  uuid        not null references monitoring.incident,
  round        int         not null,
  link         text        not null,
  state        text        not null,
  sentence     text        not null,
  refs         jsonb       not null,
  recorded     timestamptz not null,
  primary key (incident_id, round, link)
);
