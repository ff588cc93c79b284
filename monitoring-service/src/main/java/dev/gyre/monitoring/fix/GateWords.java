package dev.gyre.monitoring.fix;

import dev.gyre.api.Page;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.fix.MakingLinks.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says why a candidate is not in use, by what the gate has said of it. */
@Component
class GateWords {

  private static final int NAMED = 5;

  private final GateVerdictsApi verdicts;

  GateWords(GateVerdictsApi verdicts) {
    this.verdicts = verdicts;
  }

  /** The link {@code promotion} of a candidate that the endpoint's alias has never named. */
  Link notPromoted(ProjectSlug slug, ModelRef candidate, String alias) {
    Optional<GateVerdict> newest =
        Callers.asService("monitoring", () -> verdicts.list(slug, Page.MAX_LIMIT, null))
            .items()
            .stream()
            .filter(verdict -> verdict.candidate().equals(candidate))
            .findFirst();
    if (newest.isEmpty()) {
      return missing(
          "No gate has judged %s yet: ask for a verdict, then promote by it.".formatted(candidate),
          Map.of());
    }
    GateVerdict verdict = newest.get();
    Map<String, String> references = Map.of("gate_verdict", verdict.id().toString());
    if (verdict.outcome() == GateOutcome.PASS) {
      return missing(
          "Gate verdict %s is PASS, but nobody has moved '%s' to %s by it yet: promote."
              .formatted(verdict.id(), alias, candidate),
          references);
    }
    return new Link(
        "promotion",
        verdict.outcome() == GateOutcome.FAIL ? LinkState.RED : LinkState.MISSING,
        "Gate verdict %s is %s, so '%s' stays where it is: %s."
            .formatted(verdict.id(), verdict.outcome(), alias, against(verdict)),
        references);
  }

  private static Link missing(String sentence, Map<String, String> references) {
    return new Link("promotion", LinkState.MISSING, sentence, references);
  }

  /** What kept it from passing, the gravest first. */
  private static String against(GateVerdict verdict) {
    GateOutcome gravest = verdict.outcome();
    List<GateRule> rules =
        verdict.rules().stream().filter(rule -> rule.outcome() == gravest).toList();
    String named =
        rules.stream().limit(NAMED).map(GateRule::sentence).collect(Collectors.joining("; "));
    return rules.size() > NAMED ? named + "; %d more".formatted(rules.size() - NAMED) : named;
  }
}
