-- The harvest that brought a sample; one that brings it again changes nothing.
alter table data.sample add column harvest_id uuid;

create index prepared_set_of_version on data.prepared_set (version_id);
