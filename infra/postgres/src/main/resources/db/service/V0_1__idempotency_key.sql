-- One row per POST that carried an Idempotency-Key, written in the operation's own transaction.
create table ${flyway:defaultSchema}.idempotency_key (
  scope     text        not null,
  key       text        not null check (length(key) between 1 and 200),
  request   bytea       not null check (length(request) = 32),
  response  jsonb       not null,
  created   timestamptz not null default now(),
  primary key (scope, key)
);

create index idempotency_key_age on ${flyway:defaultSchema}.idempotency_key (created);
