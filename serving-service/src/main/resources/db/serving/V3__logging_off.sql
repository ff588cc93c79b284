-- An endpoint may keep nothing.
alter table serving.endpoint drop constraint endpoint_logging_check;
alter table serving.endpoint
  add constraint endpoint_logging_check check (logging in ('DURABLE', 'COUNTED', 'OFF'));
