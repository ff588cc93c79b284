package dev.gyre.eval.discovery;

import dev.gyre.api.eval.DiscoveredRule;
import dev.gyre.api.eval.Discovery;
import dev.gyre.api.eval.DiscoveryId;
import dev.gyre.api.eval.DiscoveryOutcome;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.RuleEvidence;
import dev.gyre.scoring.discovery.DiscoveryOutcome.Found;
import dev.gyre.scoring.discovery.DiscoveryOutcome.Nothing;
import dev.gyre.scoring.discovery.ExposedSample;
import java.time.Instant;
import java.util.List;

/**
 * Searches one evaluation's failures. Pure and seeded: equal samples give equal rules.
 *
 * @param search how
 */
record FailureSearch(dev.gyre.scoring.discovery.Discovery search) {

  /** Raised whenever equal samples would be given other rules. */
  static final int VERSION = 1;

  /** Rules of at most two conditions, false with probability at most 0.05. */
  static final FailureSearch STANDARD =
      new FailureSearch(dev.gyre.scoring.discovery.Discovery.seeded(20_110_916L));

  Discovery find(
      EvaluationId evaluation, List<String> fields, List<ExposedSample> samples, Instant now) {
    int groups = (int) samples.stream().map(ExposedSample::group).distinct().count();
    int failures = (int) samples.stream().filter(ExposedSample::failed).count();
    return switch (search.find(samples)) {
      case Found found ->
          new Discovery(
              DiscoveryId.next(),
              evaluation,
              DiscoveryOutcome.FOUND,
              sentence(found),
              samples.size(),
              groups,
              failures,
              fields,
              search.alpha(),
              found.tested(),
              found.rules().stream().map(FailureSearch::rule).toList(),
              now);
      case Nothing nothing ->
          new Discovery(
              DiscoveryId.next(),
              evaluation,
              DiscoveryOutcome.valueOf(nothing.reason().name()),
              nothing.detail(),
              samples.size(),
              groups,
              failures,
              fields,
              search.alpha(),
              0,
              List.of(),
              now);
    };
  }

  private static String sentence(Found found) {
    var best = found.rules().getFirst();
    return "the model is wrong on %d of %d samples where '%s' and on %d of %d elsewhere, on the half that had no part in finding it"
        .formatted(
            best.confirmed().failures(),
            best.confirmed().covered(),
            best.rule().words(),
            best.confirmed().restFailures(),
            best.confirmed().samples() - best.confirmed().covered());
  }

  private static DiscoveredRule rule(dev.gyre.scoring.discovery.DiscoveredRule rule) {
    return new DiscoveredRule(
        rule.rule().words(),
        rule.rule().cel(),
        evidence(rule.found()),
        evidence(rule.confirmed()),
        rule.pValue(),
        rule.adjusted());
  }

  private static RuleEvidence evidence(dev.gyre.scoring.discovery.RuleEvidence e) {
    return new RuleEvidence(
        e.samples(),
        e.covered(),
        e.coveredGroups(),
        e.failures(),
        e.restFailures(),
        e.covered() == 0 ? 0 : e.rate(),
        e.covered() == e.samples() ? 0 : e.restRate(),
        e.lower(),
        e.harm(),
        e.score());
  }
}
