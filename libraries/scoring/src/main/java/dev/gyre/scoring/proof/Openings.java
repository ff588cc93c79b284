package dev.gyre.scoring.proof;

import dev.gyre.scoring.evidence.EvidenceValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which failure modes open. May be asked after every labelled exposure: the error level
 * holds over all times together.
 *
 * <p>Classes come first. A pair is the mode only if its own count reaches the stricter threshold
 * and what is left of the class does not open without it.
 */
public final class Openings {

  private Openings() {}

  /**
   * The modes to open now, in the order of the counts.
   *
   * @param counts labelled exposures of the present deployment, one entry per true class
   * @param alreadyOpen modes with an open incident: a class opens once, and an open pair's failures
   *     are left out when its class is judged again; the members of an incident that stands for
   *     several modes belong here too
   */
  public static List<OpenedMode> decide(
      List<ClassExposures> counts, OpeningRules rules, Collection<FailureMode> alreadyOpen) {
    List<OpenedMode> opened = new ArrayList<>();
    for (ClassExposures each : counts) {
      if (alreadyOpen.contains(new FailureMode.TrueClass(each.name()))) {
        continue;
      }
      ClassExposures left = each.without(openPairs(each.name(), alreadyOpen));
      if (rules.classOpens(left)) {
        opened.add(open(left, rules));
      }
    }
    return opened;
  }

  private static OpenedMode open(ClassExposures counts, OpeningRules rules) {
    Optional<Map.Entry<String, Integer>> justified =
        topPair(counts).filter(p -> rules.pairTest().rejects(p.getValue(), counts.exposures()));
    if (justified.isPresent()) {
      String predicted = justified.get().getKey();
      if (!rules.classOpens(counts.without(List.of(predicted)))) {
        return opened(
            new FailureMode.ClassPair(counts.name(), predicted),
            justified.get().getValue(),
            counts,
            rules,
            rules.pairThreshold());
      }
    }
    return opened(
        new FailureMode.TrueClass(counts.name()),
        counts.wrong(),
        counts,
        rules,
        rules.classThreshold());
  }

  private static OpenedMode opened(
      FailureMode mode, int wrong, ClassExposures counts, OpeningRules rules, double threshold) {
    String top =
        topPair(counts)
            .map(p -> "; most often as %s (%d)".formatted(p.getKey(), p.getValue()))
            .orElse("");
    return new OpenedMode(
        mode,
        List.of(mode),
        wrong,
        counts.exposures(),
        EvidenceValue.log(wrong, counts.exposures(), rules.acceptedError()),
        threshold,
        "%s: %d of %d labelled exposures wrong, above the accepted error of %s%s"
            .formatted(
                counts.name(), counts.wrong(), counts.exposures(), rules.acceptedError(), top));
  }

  private static Optional<Map.Entry<String, Integer>> topPair(ClassExposures counts) {
    return counts.wrongAs().entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
  }

  private static List<String> openPairs(String name, Collection<FailureMode> open) {
    return open.stream()
        .filter(FailureMode.ClassPair.class::isInstance)
        .map(FailureMode.ClassPair.class::cast)
        .filter(pair -> pair.truth().equals(name))
        .map(FailureMode.ClassPair::predicted)
        .toList();
  }
}
