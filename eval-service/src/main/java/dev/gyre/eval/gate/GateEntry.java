package dev.gyre.eval.gate;

import dev.gyre.api.Digest;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * A case before the gate.
 *
 * @param job the newest that judges it
 * @param failed whether that job has ended without a verdict
 * @param verdict absent until given
 */
record GateEntry(
    GateVerdictId id,
    GateCase judged,
    Digest identity,
    JobId job,
    boolean failed,
    @Nullable GateVerdict verdict) {}
