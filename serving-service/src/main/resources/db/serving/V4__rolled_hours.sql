-- An hour of the log whose predictions lie in a Parquet artifact. The row comes before the
-- partition goes, so that every prediction can be found at every moment, for a while in both.
create table serving.rolled_hour (
  hour      timestamptz  primary key,
  artifact  bytea        not null check (octet_length(artifact) = 32),
  rows      bigint       not null check (rows > 0),
  checksum  bytea        not null check (octet_length(checksum) = 32),
  rolled    timestamptz  not null
);

-- From a picture to the predictions of it in those hours.
create table serving.rolled_payload (
  payload      bytea  not null,
  log_id       uuid   not null,
  endpoint_id  uuid   not null,
  primary key (payload, log_id)
);
