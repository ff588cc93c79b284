package dev.gyre.eval.predictionset;

import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A prediction set with what only this service needs to know.
 *
 * @param job the newest that makes it
 * @param expected samples of the split
 * @param failure why the newest job ended without predictions
 */
record PredictionEntry(
    ProjectId project, PredictionSet set, JobId job, int expected, @Nullable String failure) {}
