-- From a sample to the harvests that chose it.
create index harvest_item_of_sample on monitoring.harvest_item (sample_id)
  where sample_id is not null;
