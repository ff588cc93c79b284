create table project.project (
  id       uuid        primary key,
  slug     text        not null unique,
  title    text        not null,
  created  timestamptz not null
);

create table project.principal (
  id            uuid        primary key,
  name          text        not null unique,
  kind          text        not null check (kind in ('USER', 'SERVICE_ACCOUNT')),
  server_admin  boolean     not null default false,
  created       timestamptz not null
);

create table project.membership (
  project_id    uuid not null references project.project,
  principal_id  uuid not null references project.principal,
  role          text not null check (role in ('VIEWER', 'LABELLER', 'ENGINEER', 'ADMIN')),
  primary key (project_id, principal_id)
);

create index membership_by_principal on project.membership (principal_id);

-- API tokens, browser sessions and login links: a hash, never the secret.
create table project.token (
  id            uuid        primary key,
  principal_id  uuid        not null references project.principal,
  kind          text        not null check (kind in ('TOKEN', 'SESSION', 'LOGIN_LINK')),
  hash          bytea       not null unique check (octet_length(hash) = 32),
  name          text        not null,
  prefix        text        not null,
  project_id    uuid        references project.project,
  role          text        check (role in ('VIEWER', 'LABELLER', 'ENGINEER', 'ADMIN')),
  created       timestamptz not null,
  expires       timestamptz not null,
  revoked       timestamptz,
  last_used     timestamptz
);

create index token_by_principal on project.token (principal_id, created desc);

create table project.task_contract (
  id          uuid        primary key,
  project_id  uuid        not null references project.project,
  number      int         not null check (number > 0),
  digest      bytea       not null check (octet_length(digest) = 32),
  contract    jsonb       not null,
  created     timestamptz not null,
  created_by  text        not null,
  unique (project_id, number)
);
