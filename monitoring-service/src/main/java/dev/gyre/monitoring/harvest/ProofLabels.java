package dev.gyre.monitoring.harvest;

import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.proof.ProofLinks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The link {@code proof_slice}: what is frozen, and how far it is labelled. The proof part is
 * frozen before its labels are known, so which of it is of the mode is known only then. It holds
 * once every sample of it has an accepted label, or a person has said why one can have none: what
 * is left unlabelled, such as what fails, cannot be left out.
 */
@Component
public class ProofLabels {

  private final HarvestRepository repository;
  private final SamplesApi samples;
  private final ProofLinks proof;

  ProofLabels(HarvestRepository repository, SamplesApi samples, ProofLinks proof) {
    this.repository = repository;
    this.samples = samples;
    this.proof = proof;
  }

  /**
   * Asks data for labels that were not there at the last look, and records the link. Calls a peer:
   * no transaction.
   */
  public void look(IncidentEntry incident, HarvestEntry harvest) {
    for (ItemEntry item : repository.items(harvest.id())) {
      if (item.inSlice() && item.className() == null) {
        String className =
            Callers.asService(
                "monitoring",
                () ->
                    samples
                        .get(incident.slug(), Objects.requireNonNull(item.sample()))
                        .className());
        if (className != null) {
          repository.labelled(harvest, item, className);
        }
      }
    }
    record(incident, harvest);
  }

  /** Records the link by the labels that were seen. */
  void record(IncidentEntry incident, HarvestEntry harvest) {
    List<ItemEntry> held =
        repository.items(harvest.id()).stream().filter(ItemEntry::inSlice).toList();
    Map<String, String> references = new LinkedHashMap<>();
    references.put("slice", String.valueOf(harvest.proofSlice()));
    references.put("name", name(incident, harvest));
    proof.record(
        incident.id(),
        harvest.number(),
        "proof_slice",
        state(held),
        sentence(incident, held),
        references);
  }

  /** Of the slice, which is unique in the project. */
  static String name(IncidentEntry incident, HarvestEntry harvest) {
    return "proof of incident %s harvest %d".formatted(incident.id(), harvest.number());
  }

  private static LinkState state(List<ItemEntry> held) {
    if (held.stream().anyMatch(ItemEntry::waits)) {
      return LinkState.MISSING;
    }
    return held.stream().allMatch(item -> item.className() != null)
        ? LinkState.GREEN
        : LinkState.ATTESTED;
  }

  private static String sentence(IncidentEntry incident, List<ItemEntry> held) {
    long labelled = held.stream().filter(item -> item.className() != null).count();
    long ofMode =
        held.stream()
            .map(ItemEntry::className)
            .filter(name -> name != null && incident.classes().contains(name))
            .count();
    String counts =
        "%d samples are frozen as its proof, drawn before anyone looked; %d are labelled, %d of them as %s"
            .formatted(held.size(), labelled, ofMode, String.join(" or ", incident.classes()));
    long waiting = held.stream().filter(ItemEntry::waits).count();
    String rest =
        waiting == 0
            ? ""
            : "; %d wait for a label, or for a reason to go without".formatted(waiting);
    return counts + rest + skips(held) + ".";
  }

  private static String skips(List<ItemEntry> held) {
    List<Skip> skips =
        held.stream()
            .filter(item -> item.className() == null)
            .flatMap(item -> item.skipped().stream())
            .toList();
    String named =
        skips.stream()
            .map(skip -> "%s: %s".formatted(skip.by(), skip.reason()))
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return skips.isEmpty() ? "" : "; %d are left out (%s)".formatted(skips.size(), named);
  }
}
