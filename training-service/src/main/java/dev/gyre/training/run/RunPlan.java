package dev.gyre.training.run;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.TrainInput;

/**
 * A run that may be started: what was asked for, and what was found at the peers.
 *
 * @param contractNumber the task contract at the start
 * @param input complete but for the run's id
 */
record RunPlan(
    NewRun asked,
    PreparationId preparation,
    DatasetRef dataset,
    int contractNumber,
    TrainInput input) {}
