-- An object that holds many small artifacts one after another. Written whole, never appended to.
create table platform.pack (
  id          uuid        primary key,
  owner_role  name        not null default current_user,
  bytes       bigint      not null check (bytes >= 0),
  created     timestamptz not null default now()
);

-- Immutable bytes, known by their SHA-256: in a pack, or an object of their own under the digest.
create table platform.artifact (
  digest      bytea       primary key check (length(digest) = 32),
  owner_role  name        not null default current_user,
  media_type  text        not null,
  size_bytes  bigint      not null check (size_bytes >= 0),
  pack        uuid        references platform.pack,
  pack_offset bigint      check (pack_offset >= 0),
  created     timestamptz not null default now(),
  check ((pack is null) = (pack_offset is null))
);

create index artifact_by_pack on platform.artifact (pack) where pack is not null;

alter table platform.pack enable row level security;
create policy read_all on platform.pack for select using (true);
create policy write_own on platform.pack for all
  using (pg_has_role(current_user, owner_role, 'member'))
  with check (pg_has_role(current_user, owner_role, 'member'));
grant insert, delete on platform.pack
  to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring;

alter table platform.artifact enable row level security;
create policy read_all on platform.artifact for select using (true);
create policy write_own on platform.artifact for all
  using (pg_has_role(current_user, owner_role, 'member'))
  with check (pg_has_role(current_user, owner_role, 'member'));
grant insert, delete on platform.artifact
  to gyre_project, gyre_data, gyre_training, gyre_eval, gyre_serving, gyre_monitoring;
