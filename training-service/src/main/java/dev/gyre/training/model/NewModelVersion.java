package dev.gyre.training.model;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.TrainResult;

/**
 * What a run has yielded, to become a model version.
 *
 * @param model the line that it goes to; made if there is none
 * @param contractNumber the task contract that the run was started under
 */
public record NewModelVersion(
    String model,
    RunId run,
    DatasetRef dataset,
    PreparedSetId preparedSet,
    PreparationId preparation,
    int contractNumber,
    TrainResult result) {}
