-- What was answered beside a class and its probabilities, such as a mask; and what the caller knew
-- of the moment, such as the weather.
alter table serving.prediction add column answer bytea check (octet_length(answer) = 32);
alter table serving.prediction add column metadata json;
