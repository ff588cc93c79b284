-- What the values of prepared streams mean, by the task contract of the dataset version.
alter table data.prepared_set
  add column streams              jsonb not null default '[]',
  add column statistics_artifact  bytea check (length(statistics_artifact) = 32),
  add column sheet_artifact       bytea check (length(sheet_artifact) = 32);

-- A preparation declares several streams; those of one picture become such a list.
update data.preparation set spec = jsonb_build_object(
  'streams', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'name', spec -> 'stream', 'role', 'input', 'colour', spec -> 'colour',
    'resize', spec -> 'resize', 'optional', false))),
  'geometry', '[]'::jsonb,
  'model_input', jsonb_build_object(
    'height_px', spec -> 'model_input' -> 'height_px',
    'width_px', spec -> 'model_input' -> 'width_px',
    'antialias', spec -> 'model_input' -> 'antialias',
    'parts', jsonb_build_array(jsonb_build_object(
      'stream', spec -> 'stream', 'scale', spec -> 'model_input' -> 'scale',
      'mean', spec -> 'model_input' -> 'mean', 'std', spec -> 'model_input' -> 'std',
      'validity', false))));
