-- What kind of answers a prediction set holds, and the predicted masks of a segmentation.
alter table eval.prediction_set
  add column task text not null default 'CLASSIFICATION'
    check (task in ('CLASSIFICATION', 'SEGMENTATION')),
  add column masks bytea check (length(masks) = 32),
  add check (masks is null or (task = 'SEGMENTATION' and artifact is not null));
alter table eval.prediction_set alter column task drop default;

-- Pixels of a slice of a segmentation.
alter table eval.slice_value add column pixels jsonb;

-- A segmentation has no one class for a sample; it has an intersection over union.
alter table eval.flip
  alter column class_name drop not null,
  alter column champion drop not null,
  alter column candidate drop not null,
  add column champion_iou double precision,
  add column candidate_iou double precision,
  add check ((class_name is null) = (champion_iou is not null)),
  add check ((champion_iou is null) = (candidate_iou is null)),
  add check ((class_name is null) = (champion is null)),
  add check ((champion is null) = (candidate is null));

-- What in metadata explains the failures of an evaluation: one for each version of the search.
create table eval.discovery (
  id          uuid        primary key,
  evaluation  uuid        not null references eval.evaluation on delete cascade,
  search      int         not null,
  body        jsonb       not null,
  created     timestamptz not null,
  unique (evaluation, search)
);
