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

  /** The exposures of a class from which on it opens whether it rose or not. */
  public static final int SETTLED = 30;

  /** The same while another class has risen with the deployment: it may rise with that one. */
  public static final int SETTLED_BESIDE_A_RISE = 60;

  /**
   * The modes that open now. A mode of few exposures waits until it is shown to have risen: a grave
   * fault opens within some five exposures of each class, before any class is shown to be worse
   * than before, and each would be an incident of its own. What was not known before the deployment
   * does not wait. To open later than the evidence allows keeps the level.
   *
   * <p>Measured ({@code DeploymentFaultTests}; ten classes, 40 exposures of each before at an error
   * of 0.05, judged after every ten; 300 seeds): with all classes at 0.5, 0.7, 0.9 exactly one
   * incident opens within 400 exposures in 95, 100, 100 %, without the wait in 0 %; the first opens
   * after 90, 50, 30 exposures (median, of all classes) instead of 50, 40, 30. It costs a single
   * class at 0.3, 0.5, 0.9 time: 400, 260, 70 instead of 390, 120, 60.
   *
   * @param openSince modes of incidents opened since this deployment that rose with it
   */
  public List<OpenedMode> settled(
      List<OpenedMode> opened,
      List<ClassExposures> since,
      Collection<FailureMode> openSince,
      OpeningRules rules) {
    int enough = openSince.isEmpty() ? SETTLED : SETTLED_BESIDE_A_RISE;
    Map<String, ClassExposures> byName = byName(since);
    return opened.stream()
        .filter(mode ->
            mode.exposures() >= enough
                || !before.containsKey(truth(mode.mode()))
                || rises(mode.mode(), byName, rules))
        .toList();
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
    Map<String, ClassExposures> byName = byName(since);
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
    ClassExposures counts = since.get(truth(mode));
    return counts != null && rises(counts, rules);
  }

  private static Map<String, ClassExposures> byName(List<ClassExposures> since) {
    return since.stream().collect(Collectors.toMap(ClassExposures::name, Function.identity()));
  }

  /** The true class of a mode; empty if it has none. */
  private static String truth(FailureMode mode) {
    return switch (mode) {
      case FailureMode.TrueClass(String truth) -> truth;
      case FailureMode.ClassPair(String truth, _) -> truth;
      case FailureMode.PredictedClass _, FailureMode.DeploymentFault _, FailureMode.BadInput _ ->
          "";
    };
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
