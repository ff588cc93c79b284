-- Pages go by key; a class folder's keys begin with the class, so that without this a page of the
-- last class reads all samples before it.
create index sample_class on data.sample (project_id, class_name, key);
