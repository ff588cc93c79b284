package dev.gyre.api.monitoring;

import java.util.List;

/**
 * The recorded chain from a failure mode to its end.
 *
 * @param complete whether every link holds, so that the incident may be closed
 * @param links in the order of the chain: {@code failure_events, incident, harvest, proof_slice,
 *     dataset_version, prepared_set, run, model_version, annotations, held_out, evaluation,
 *     superiority, non_inferiority, overall, promotion, deployment, recurrence}
 */
public record Proof(IncidentId incident, boolean complete, List<ProofLink> links) {

  /** Names of the links, in the order of the chain. */
  public static final List<String> LINKS =
      List.of(
          "failure_events",
          "incident",
          "harvest",
          "proof_slice",
          "dataset_version",
          "prepared_set",
          "run",
          "model_version",
          "annotations",
          "held_out",
          "evaluation",
          "superiority",
          "non_inferiority",
          "overall",
          "promotion",
          "deployment",
          "recurrence");

  public Proof {
    links = List.copyOf(links);
  }
}
