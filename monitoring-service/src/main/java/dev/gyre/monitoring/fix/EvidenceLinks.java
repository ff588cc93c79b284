package dev.gyre.monitoring.fix;

import dev.gyre.api.monitoring.LinkState;
import dev.gyre.monitoring.fix.MakingLinks.Link;
import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.proof.ClosingDecision;
import dev.gyre.scoring.proof.ProofChain;
import dev.gyre.scoring.proof.ProofLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the evidence says, as links of a proof. */
final class EvidenceLinks {

  private EvidenceLinks() {}

  static List<Link> of(EvidenceGathering.Gathered gathered, FixEntry fix) {
    Map<String, String> references = new LinkedHashMap<>();
    if (fix.comparison() != null) {
      references.put("comparison", fix.comparison().toString());
    }
    ClosingDecision decision = ProofChain.judge(gathered.evidence(), gathered.rules());
    List<Link> links = new ArrayList<>();
    links.add(annotations(gathered, fix));
    links.add(heldOut(gathered, fix));
    links.add(evaluation(fix));
    links.add(one(decision, ProofLink.Kind.SUPERIORITY, "superiority", references));
    links.add(nonInferiority(decision, fix, references));
    links.add(
        gathered.overallMargin()
            ? one(decision, ProofLink.Kind.OVERALL, "overall", references)
            : new Link(
                "overall",
                LinkState.MISSING,
                "The task contract states no margin for ACCURACY: add one.",
                Map.of()));
    links.add(one(decision, ProofLink.Kind.RECURRENCE, "recurrence", Map.of()));
    return links;
  }

  private static Link annotations(EvidenceGathering.Gathered gathered, FixEntry fix) {
    int missing = gathered.unscored().size();
    return missing == 0
        ? new Link(
            "annotations",
            LinkState.GREEN,
            "All %d proof samples have accepted labels in the test split of %s."
                .formatted(gathered.proofSamples(), fix.dataset()),
            Map.of("dataset", fix.dataset().toString()))
        : new Link(
            "annotations",
            LinkState.MISSING,
            "%d of %d proof samples are not in the test split of %s with a label, such as %s."
                .formatted(
                    missing,
                    gathered.proofSamples(),
                    fix.dataset(),
                    gathered.unscored().getFirst()),
            Map.of("dataset", fix.dataset().toString()));
  }

  private static Link heldOut(EvidenceGathering.Gathered gathered, FixEntry fix) {
    return gathered.trained().isEmpty()
        ? new Link(
            "held_out",
            LinkState.GREEN,
            "No proof sample, nor one of its group, is in a training or validation split.",
            Map.of("dataset", fix.dataset().toString()))
        : new Link("held_out", LinkState.RED, heldOutSentence(gathered.trained()), Map.of());
  }

  /** Names the first ones. */
  static String heldOutSentence(java.util.SortedSet<String> trained) {
    String named = trained.stream().limit(20).collect(Collectors.joining("; "));
    return "%d proof samples may have been learnt from and prove nothing: %s"
        .formatted(trained.size(), named);
  }

  private static Link evaluation(FixEntry fix) {
    if (fix.comparison() == null) {
      return new Link(
          "evaluation",
          LinkState.MISSING,
          "Champion and candidate have not been compared: verify first.",
          Map.of());
    }
    Map<String, String> references = new LinkedHashMap<>();
    references.put("champion_evaluation", String.valueOf(fix.championEvaluation()));
    references.put("candidate_evaluation", String.valueOf(fix.candidateEvaluation()));
    references.put("comparison", fix.comparison().toString());
    return new Link(
        "evaluation",
        LinkState.GREEN,
        "Champion and candidate are compared on %s.".formatted(fix.dataset()),
        references);
  }

  private static Link one(
      ClosingDecision decision, ProofLink.Kind kind, String name, Map<String, String> references) {
    ProofLink link =
        decision.links().stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    return new Link(name, state(link.verdict()), link.sentence(), references);
  }

  private static Link nonInferiority(
      ClosingDecision decision, FixEntry fix, Map<String, String> references) {
    List<ProofLink> slices =
        decision.links().stream()
            .filter(link -> link.kind() == ProofLink.Kind.NON_INFERIORITY)
            .toList();
    if (fix.comparison() == null) {
      return new Link("non_inferiority", LinkState.MISSING, "Not compared yet.", Map.of());
    }
    List<ProofLink> against = slices.stream().filter(link -> !link.verdict().passes()).toList();
    if (against.isEmpty()) {
      return new Link(
          "non_inferiority",
          LinkState.GREEN,
          slices.isEmpty()
              ? "The task contract has no other slice with a margin."
              : "None of %d other slices is worse than its margin.".formatted(slices.size()),
          references);
    }
    boolean worse = against.stream().anyMatch(link -> link.verdict() == Verdict.FAIL);
    return new Link(
        "non_inferiority",
        worse ? LinkState.RED : LinkState.MISSING,
        against.stream().map(ProofLink::sentence).collect(Collectors.joining(" ")),
        references);
  }

  private static LinkState state(Verdict verdict) {
    return switch (verdict) {
      case PASS -> LinkState.GREEN;
      case FAIL -> LinkState.RED;
      case INSUFFICIENT -> LinkState.MISSING;
    };
  }
}
