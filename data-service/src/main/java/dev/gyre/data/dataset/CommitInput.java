package dev.gyre.data.dataset;

import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.project.TaskContractVersion;

/**
 * What a job of type {@code commit} works on.
 *
 * @param contract the newest when the commit was asked for
 */
record CommitInput(
    DatasetId dataset, NewDatasetVersion version, TaskContractVersion contract, String createdBy) {}
