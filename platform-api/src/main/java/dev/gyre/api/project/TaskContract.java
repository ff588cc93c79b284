package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a project's models must do, and how it is told whether they do it. Labels take their classes
 * from it, datasets are validated by it, gates are compiled from it. A change is a new version.
 *
 * @param task what kind of answer is wanted
 * @param classes at least two, in the order of the model's outputs; names unique
 * @param streams at least one; names unique
 * @param fields typed metadata that filters and slices may use; names unique
 * @param groupKey names of fields that together say which samples are split and resampled as one
 *     (patient, drive, lot); empty when each sample stands for itself
 * @param right what it means that an answer is right; {@code MEAN_IOU} for a segmentation and for
 *     nothing else
 * @param leastIou the least mean intersection over union in (0, 1] of a right answer; there with
 *     {@code MEAN_IOU} and with nothing else
 * @param metrics what a model must reach overall; at least one, of those that fit the task
 * @param slices what it must reach on parts of the data
 * @param acceptedError the share of wrong answers in (0, 1) that is accepted of a class in
 *     production; a higher rate opens an incident. Not the gate's floor: a first model may be
 *     deployed below its target and its weakness still be found
 * @param onInsufficient what a gate says where there is too little evidence
 * @param budgets bounds on latency and size; absent for none
 */
public record TaskContract(
    TaskKind task,
    List<String> classes,
    List<StreamSpec> streams,
    List<FieldSpec> fields,
    List<String> groupKey,
    Rightness right,
    @Nullable Double leastIou,
    List<MetricRule> metrics,
    List<SliceRule> slices,
    double acceptedError,
    InsufficientEvidence onInsufficient,
    @Nullable Budgets budgets) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}");

  public TaskContract {
    classes = List.copyOf(classes);
    streams = List.copyOf(streams);
    fields = List.copyOf(fields);
    groupKey = List.copyOf(groupKey);
    metrics = List.copyOf(metrics);
    slices = List.copyOf(slices);
    requireRightness(task, right, leastIou);
    requireMetrics(task, metrics, slices);
    requireSize("classes", classes, 2, 10_000);
    requireSize("streams", streams, 1, 64);
    requireSize("metrics", metrics, 1, 64);
    classes.forEach(name -> requireName("classes", name));
    requireUnique("classes", classes, Function.identity());
    requireUnique("streams", streams, StreamSpec::name);
    requireUnique("fields", fields, FieldSpec::name);
    requireUnique("slices", slices, SliceRule::name);
    Set<String> known = new HashSet<>(fields.stream().map(FieldSpec::name).toList());
    for (String key : groupKey) {
      if (!known.contains(key)) {
        throw PlatformException.invalid("group_key", key, "the name of one of the fields " + known);
      }
    }
    if (!(acceptedError > 0 && acceptedError < 1)) {
      throw PlatformException.invalid("accepted_error", acceptedError, "between 0 and 1");
    }
  }

  /** A contract whose rightness needs no number. */
  public TaskContract(
      TaskKind task,
      List<String> classes,
      List<StreamSpec> streams,
      List<FieldSpec> fields,
      List<String> groupKey,
      Rightness right,
      List<MetricRule> metrics,
      List<SliceRule> slices,
      double acceptedError,
      InsufficientEvidence onInsufficient,
      @Nullable Budgets budgets) {
    this(
        task,
        classes,
        streams,
        fields,
        groupKey,
        right,
        null,
        metrics,
        slices,
        acceptedError,
        onInsufficient,
        budgets);
  }

  /** The stream of a name, if the contract has it. */
  public Optional<StreamSpec> stream(String name) {
    return streams.stream().filter(stream -> stream.name().equals(name)).findFirst();
  }

  /** The position of a class among the model's outputs, or -1. */
  public int indexOf(String className) {
    return classes.indexOf(className);
  }

  private static void requireRightness(TaskKind task, Rightness right, @Nullable Double leastIou) {
    boolean pixels = right == Rightness.MEAN_IOU;
    if (pixels != (task == TaskKind.SEGMENTATION)) {
      throw PlatformException.invalid(
          "right", right, task == TaskKind.SEGMENTATION ? "MEAN_IOU" : "CLASS_EQUAL");
    }
    if (pixels != (leastIou != null)) {
      throw PlatformException.invalid(
          "least_iou", leastIou, pixels ? "above 0 and up to 1" : "left out with " + right);
    }
    if (leastIou != null && !(leastIou > 0 && leastIou <= 1)) {
      throw PlatformException.invalid("least_iou", leastIou, "above 0 and up to 1");
    }
  }

  private static void requireMetrics(
      TaskKind task, List<MetricRule> metrics, List<SliceRule> slices) {
    metrics.forEach(rule -> requireFits(task, "metrics", rule.metric()));
    slices.forEach(rule -> requireFits(task, "slices." + rule.name() + ".metric", rule.judged()));
  }

  private static void requireFits(TaskKind task, String field, Metric metric) {
    if (!metric.fits(task)) {
      throw PlatformException.invalid(
          field, metric, "one that a %s has: %s".formatted(task, Metric.of(task)));
    }
  }

  private static void requireSize(String field, List<?> list, int least, int most) {
    if (list.size() < least || list.size() > most) {
      throw PlatformException.invalid(
          field, list.size() + " entries", "%d to %d entries".formatted(least, most));
    }
  }

  static void requireName(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          field,
          name,
          "1 to 64 letters, digits, spaces and . _ -, beginning with a letter or digit");
    }
  }

  private static <T> void requireUnique(String field, List<T> list, Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    for (T entry : list) {
      if (!seen.add(name.apply(entry))) {
        throw PlatformException.invalid(field, name.apply(entry), "there only once");
      }
    }
  }
}
