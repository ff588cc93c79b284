package dev.gyre.api.monitoring;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;
import java.util.List;

/**
 * A candidate that shall end an incident.
 *
 * @param candidate another version of the endpoint's model than the one that fails
 * @param dataset whose test split holds the proof part; both models are scored on it
 * @param attestations for links of the making that were not recorded, each link once
 */
public record NewFix(
    ModelRef candidate, DatasetRef dataset, Remedy remedy, List<Attestation> attestations) {

  public NewFix {
    attestations = List.copyOf(attestations);
    long links = attestations.stream().map(Attestation::link).distinct().count();
    if (links < attestations.size()) {
      throw PlatformException.invalid("attestations", attestations.size(), "one for each link");
    }
  }
}
