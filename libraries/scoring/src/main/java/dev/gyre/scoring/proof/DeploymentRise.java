package dev.gyre.scoring.proof;

import dev.gyre.scoring.evidence.RateTest;
import dev.gyre.scoring.interval.Proportions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Modes that rise together after one deployment are one.
 *
 * <p>A class <em>rises</em> if its live errors since the deployment exceed what was known before it
 * (the previous deployment's labelled exposures or the version's test) by the two-sample rule: p0 =
 * the exact upper bound of the errors before, each half of the class's level (level / K). A
 * weakness that the test showed already does not rise, so it stays an incident of its own.
 *
 * @param deployment names the deployment
 * @param before what was known of each class before it; a class without an entry never rises
 */
public record DeploymentRise(String deployment, Map<String, Before> before) {

  /**
   * Errors known before the deployment.
   *
   * @param wrong in [0, n]
   * @param n samples or labelled exposures, ≥ 1
   */
  public record Before(int wrong, int n) {}

  public DeploymentRise {
    before = Map.copyOf(before);
  }

  /** Whether the class became worse with the deployment, by an always-valid test. */
  public boolean rises(ClassExposures since, OpeningRules rules) {
    Before known = before.get(since.name());
    if (known == null) {
      return false;
    }
    double half = rules.level() / rules.classes() / 2;
    double bound = Proportions.upperBound(known.wrong(), known.n(), 1 - half);
    return bound < 1
        && new RateTest(bound, 1 / half, rules.minimumFailures())
            .rejects(since.wrong(), since.exposures());
  }

  /**
   * Groups what {@link Openings} decided.
   *
   * @param opened modes to open now
   * @param since labelled exposures since this deployment
   * @param openSince modes of incidents opened since this deployment that rose with it
   */
  public List<OpeningDecision> group(
      List<OpenedMode> opened,
      List<ClassExposures> since,
      Collection<FailureMode> openSince,
      OpeningRules rules) {
    Map<String, ClassExposures> byName =
        since.stream().collect(Collectors.toMap(ClassExposures::name, Function.identity()));
    List<OpenedMode> rising =
        opened.stream().filter(mode -> rises(mode.mode(), byName, rules)).toList();
    List<OpeningDecision> decisions = new ArrayList<>();
    opened.stream()
        .filter(mode -> !rising.contains(mode))
        .forEach(mode -> decisions.add(new OpeningDecision.Open(mode)));
    if (!openSince.isEmpty()) {
      FailureMode existing = openSince.iterator().next();
      rising.forEach(mode -> decisions.add(new OpeningDecision.Join(existing, mode)));
    } else if (rising.size() == 1) {
      decisions.add(new OpeningDecision.Open(rising.getFirst()));
    } else if (!rising.isEmpty()) {
      decisions.add(new OpeningDecision.Open(together(rising)));
    }
    return decisions;
  }

  private boolean rises(FailureMode mode, Map<String, ClassExposures> since, OpeningRules rules) {
    String name =
        switch (mode) {
          case FailureMode.TrueClass(String truth) -> truth;
          case FailureMode.ClassPair(String truth, _) -> truth;
          case FailureMode.PredictedClass _,
              FailureMode.DeploymentFault _,
              FailureMode.BadInput _ ->
              "";
        };
    ClassExposures counts = since.get(name);
    return counts != null && rises(counts, rules);
  }

  private OpenedMode together(List<OpenedMode> rising) {
    OpenedMode strongest =
        rising.stream().max(Comparator.comparingDouble(OpenedMode::logEvidence)).orElseThrow();
    return new OpenedMode(
        new FailureMode.DeploymentFault(deployment),
        rising.stream().map(OpenedMode::mode).toList(),
        rising.stream().mapToInt(OpenedMode::wrong).sum(),
        rising.stream().mapToInt(OpenedMode::exposures).sum(),
        strongest.logEvidence(),
        strongest.threshold(),
        rising.stream().map(OpenedMode::description).collect(Collectors.joining("; ")));
  }
}
