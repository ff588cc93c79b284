package dev.gyre.onnx;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The arithmetic of {@link Parity}. */
final class OutputComparison {
  private OutputComparison() {}

  static Parity compare(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    Parity worst = new Parity.Agrees(0);
    for (Map.Entry<String, Tensor> entry : expected.entrySet()) {
      String name = entry.getKey();
      Tensor wanted = entry.getValue();
      Tensor given = actual.get(name);
      if (given == null || given.type() != wanted.type() || !given.shape().equals(wanted.shape())) {
        return new Parity.Deviates(name, -1, 0, 0, Double.POSITIVE_INFINITY, batch(wanted));
      }
      if (wanted.type().isFloating()) {
        worst = worst.and(compareFloats(name, wanted, given));
      } else if (name.equals(ImageClassifierGraph.CLASS_INDEX)) {
        Tensor scores = expected.get(ImageClassifierGraph.PROBABILITIES);
        worst = worst.and(compareClasses(name, wanted, given, scores));
      } else if (name.equals(SegmenterGraph.CLASS_MAP)) {
        worst = worst.and(compareMaps(name, wanted, given));
      } else {
        worst = worst.and(compareClasses(name, wanted, given, null));
      }
    }
    return worst;
  }

  static Parity verify(RuntimeSession session, List<GoldenCase> cases) {
    Parity worst = new Parity.Agrees(0);
    for (GoldenCase golden : cases) {
      worst = worst.and(compare(golden.outputs(), session.run(golden.inputs())));
    }
    if (!takesBatches(session)) {
      return worst;
    }
    Collection<List<GoldenCase>> groups =
        cases.stream()
            .collect(
                Collectors.groupingBy(
                    OutputComparison::inputShapes, LinkedHashMap::new, Collectors.toList()))
            .values();
    for (List<GoldenCase> group : groups) {
      GoldenCase first = group.getFirst();
      List<GoldenCase> batch = group.size() > 1 ? group : List.of(first, first);
      Map<String, Tensor> actual = session.run(join(batch, GoldenCase::inputs));
      worst = worst.and(compare(join(batch, GoldenCase::outputs), actual));
    }
    return worst;
  }

  private static Parity compareFloats(String name, Tensor expected, Tensor actual) {
    double magnitude = 0;
    double largest = -1;
    int where = 0;
    for (int i = 0; i < expected.elementCount(); i++) {
      double wanted = expected.valueAt(i);
      magnitude = Math.max(magnitude, Math.abs(wanted));
      double deviation = deviation(wanted, actual.valueAt(i));
      if (deviation > largest) {
        largest = deviation;
        where = i;
      }
    }
    double relative = magnitude > 0 ? largest / magnitude : largest;
    // Written so that a value that is not a number never passes.
    if (relative <= Parity.RELATIVE_TOLERANCE) {
      return new Parity.Agrees(Math.max(0, relative));
    }
    return new Parity.Deviates(
        name,
        where,
        expected.valueAt(where),
        actual.valueAt(where),
        Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative,
        batch(expected));
  }

  private static double deviation(double expected, double actual) {
    if (expected == actual) {
      return 0;
    }
    double deviation = Math.abs(expected - actual);
    return Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
  }

  private static Parity compareClasses(
      String name, Tensor expected, Tensor actual, @Nullable Tensor scores) {
    for (int i = 0; i < expected.elementCount(); i++) {
      double wanted = expected.valueAt(i);
      double given = actual.valueAt(i);
      if (wanted != given && !(scores != null && tied(scores, i, wanted, given))) {
        return new Parity.Deviates(
            name, i, wanted, given, Double.POSITIVE_INFINITY, batch(expected));
      }
    }
    return new Parity.Agrees(0);
  }

  /** A map has no scores beside it, so what is tied is marked in the expected one. */
  private static Parity compareMaps(String name, Tensor expected, Tensor actual) {
    for (int i = 0; i < expected.elementCount(); i++) {
      double wanted = expected.valueAt(i);
      if (wanted != SegmenterGraph.TIED && wanted != actual.valueAt(i)) {
        return new Parity.Deviates(
            name, i, wanted, actual.valueAt(i), Double.POSITIVE_INFINITY, batch(expected));
      }
    }
    return new Parity.Agrees(0);
  }

  private static boolean tied(Tensor scores, int row, double one, double other) {
    int classes = Math.toIntExact(scores.shape().getLast());
    if (one < 0 || other < 0 || one >= classes || other >= classes) {
      return false;
    }
    double first = scores.valueAt(row * classes + (int) one);
    double second = scores.valueAt(row * classes + (int) other);
    return Math.abs(first - second) <= Parity.RELATIVE_TOLERANCE;
  }

  private static boolean takesBatches(RuntimeSession session) {
    return session.facts().inputs().stream()
        .allMatch(input ->
            !input.dimensions().isEmpty()
                && input.dimensions().getFirst() instanceof Dimension.Named);
  }

  private static Map<String, List<Long>> inputShapes(GoldenCase golden) {
    Map<String, List<Long>> shapes = new TreeMap<>();
    golden.inputs().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  private static Map<String, Tensor> join(
      List<GoldenCase> cases, Function<GoldenCase, SortedMap<String, Tensor>> side) {
    Map<String, Tensor> joined = new TreeMap<>();
    for (String name : side.apply(cases.getFirst()).keySet()) {
      joined.put(
          name,
          Tensor.concatenate(cases.stream().map(golden -> side.apply(golden).get(name)).toList()));
    }
    return joined;
  }

  private static int batch(Tensor tensor) {
    return tensor.shape().isEmpty() ? 1 : Math.toIntExact(tensor.shape().getFirst());
  }
}
