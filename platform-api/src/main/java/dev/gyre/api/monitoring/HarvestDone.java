package dev.gyre.api.monitoring;

import dev.gyre.api.eval.SliceId;

/**
 * Payload of {@code dev.gyre.harvest.done.v1}.
 *
 * @param number counts the harvests of an incident, from 1
 * @param proofSlice the frozen proof part
 */
public record HarvestDone(HarvestId id, IncidentId incident, int number, SliceId proofSlice) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.harvest.done.v1";
}
