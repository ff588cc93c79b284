package dev.gyre.onnx;

import java.util.List;
import java.util.Map;

/**
 * Whether two computations of one model agree: every floating output within {@link
 * #RELATIVE_TOLERANCE} of its largest expected magnitude, every other output equal. A class index
 * may differ only between classes that are tied within the tolerance; in a class map these are
 * pixels whose two best logits differ by no more than the tolerance times the largest magnitude of
 * all logits, and the golden case marks them {@link SegmenterGraph#TIED}.
 */
public sealed interface Parity {

  /** Largest permitted deviation, relative to the largest expected magnitude of the output. */
  double RELATIVE_TOLERANCE = 1e-4;

  /**
   * The computations agree.
   *
   * @param largest relative deviation, between 0 and {@link #RELATIVE_TOLERANCE}
   */
  record Agrees(double largest) implements Parity {}

  /**
   * The computations differ.
   *
   * @param output name of the output that deviates most
   * @param index row-major index of the value that deviates most; -1 if the shape differs
   * @param relative deviation relative to the largest expected magnitude; infinite if a value is
   *     not a number, or a class or a shape differs
   * @param batch rows per run
   */
  record Deviates(
      String output, int index, double expected, double actual, double relative, int batch)
      implements Parity {

    /** The deviation in words. */
    public String message() {
      if (index < 0) {
        return "Output %s is missing or has another shape (batch of %d)".formatted(output, batch);
      }
      return "Output %s[%d] is %s where %s is expected (batch of %d): relative deviation %.3g, %s"
          .formatted(output, index, actual, expected, batch, relative, "at most 1e-4 is permitted");
    }
  }

  /** The worse of two. */
  default Parity and(Parity other) {
    return switch (this) {
      case Agrees(double mine) ->
          other instanceof Agrees(double theirs) ? new Agrees(Math.max(mine, theirs)) : other;
      case Deviates mine ->
          other instanceof Deviates theirs && theirs.relative > mine.relative ? theirs : mine;
    };
  }

  /** Compares outputs by name; every expected output must be there. */
  static Parity compare(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    return OutputComparison.compare(expected, actual);
  }

  /** Runs all golden cases of a package, one by one and as batches, in a session of its own. */
  static Parity verify(ModelPackage model) {
    try (RuntimeSession session =
        RuntimeSession.open(model.onnx(), RuntimeSession.Settings.DEFAULT)) {
      return verify(session, model.goldenCases());
    }
  }

  /**
   * Runs golden cases one by one, then those of equal input shape together; a lone case is run as a
   * batch of two of itself. A model whose batch size is fixed at 1 is run one by one only.
   */
  static Parity verify(RuntimeSession session, List<GoldenCase> cases) {
    return OutputComparison.verify(session, cases);
  }
}
