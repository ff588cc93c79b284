-- From a sample's splits to the predictions of them, and on to their evaluations.
create index prediction_set_of_split
  on eval.prediction_set (project_id, dataset, dataset_version, split);
create index evaluation_of_prediction_set on eval.evaluation (prediction_set);
