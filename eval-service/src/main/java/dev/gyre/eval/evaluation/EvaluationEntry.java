package dev.gyre.eval.evaluation;

import dev.gyre.api.Digest;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;

/**
 * An evaluation with what only this service needs to know.
 *
 * @param evaluation without metrics and slices, which are rows of their own
 * @param job the newest that makes it
 */
record EvaluationEntry(ProjectId project, Digest identity, Evaluation evaluation, JobId job) {}
