-- States from which a later attempt of the run's job goes on. Never changed: the same step of the
-- same run has the same bytes.
create table training.checkpoint (
  run_id      text        collate "C" not null references training.run,
  step        bigint      not null check (step > 0),
  attempt     int         not null check (attempt > 0),
  digest      bytea       not null check (octet_length(digest) = 32),
  size_bytes  bigint      not null check (size_bytes > 0),
  created     timestamptz not null,
  primary key (run_id, step)
);

create table training.run_attempt (
  run_id        text        collate "C" not null references training.run,
  number        int         not null check (number > 0),
  started       timestamptz not null,
  resumed_from  bigint,
  primary key (run_id, number),
  foreign key (run_id, resumed_from) references training.checkpoint (run_id, step)
);
