package dev.gyre.api.monitoring;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceId;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that shall end an incident. Payload of {@code dev.gyre.fix.recorded.v1}, and of
 * {@code dev.gyre.fix.proven.v1} when the incident is closed by it.
 *
 * @param number counts the fixes of an incident, from 1
 * @param harvest whose proof part judges it
 * @param proofSlice that part, frozen
 * @param dataset on whose test split it is scored
 */
public record Fix(
    IncidentId incident,
    int number,
    HarvestId harvest,
    @Nullable SliceId proofSlice,
    ModelRef candidate,
    DatasetRef dataset,
    Remedy remedy) {

  /** Type of the event that tells of a new one. */
  public static final String RECORDED = "dev.gyre.fix.recorded.v1";

  /** Type of the event that tells of a closed incident. */
  public static final String PROVEN = "dev.gyre.fix.proven.v1";
}
