-- Which deployment answered; absent for what was logged before.
alter table serving.prediction add column deployment_id uuid;

-- From a picture to the predictions of it.
create index prediction_by_payload on serving.prediction (payload, log_id)
  where payload is not null;
