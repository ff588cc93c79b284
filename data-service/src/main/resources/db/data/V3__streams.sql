-- A map names its classes in its table; everything else still says its class itself.
alter table data.annotation alter column class drop not null;
alter table data.annotation add check (class is not null or geometry is not null);

-- Manifests tell of all streams and annotations now, and are made anew when they are asked for.
update data.dataset_version set manifest = null;
