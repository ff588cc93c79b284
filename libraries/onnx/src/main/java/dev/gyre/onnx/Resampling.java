package dev.gyre.onnx;

import java.util.List;

/**
 * The ONNX nodes of a {@link StoredResize} of N, H, W, C. Places are computed from the size that
 * comes in, in whole numbers or in double precision, and values are gathered: the runtime's own
 * Resize works in single precision, where a rounding to whole numbers could fall the other way.
 */
final class Resampling {
  private static final long FLOAT = 1;
  private static final long INT64 = 7;
  private static final long DOUBLE = 11;
  private static final int ROWS = 1;
  private static final int COLUMNS = 2;

  private final GraphBuilder graph;
  private final String prefix;

  Resampling(GraphBuilder graph, String prefix) {
    this.graph = graph;
    this.prefix = prefix;
  }

  /** Appends all nodes; the type stays, but for LINEAR, which gives whole numbers as FP32. */
  String append(String input, StoredResize resize) {
    return resize.rule() == StoredResize.Rule.LINEAR
        ? linear(input, resize)
        : nearest(input, resize);
  }

  private String nearest(String input, StoredResize resize) {
    boolean centre = resize.rule() == StoredResize.Rule.NEAREST_CENTRE;
    String rows = places("rows", size(input, ROWS), resize.heightPx(), centre);
    String columns = places("columns", size(input, COLUMNS), resize.widthPx(), centre);
    return gather("nearest", gather("nearest_rows", input, rows, ROWS), columns, COLUMNS);
  }

  /** {@code i * from / to}, or {@code (2 i + 1) * from / (2 to)}, rounded down. */
  private String places(String name, String size, int to, boolean centre) {
    long[] steps = new long[to];
    for (int i = 0; i < to; i++) {
      steps[i] = centre ? 2L * i + 1 : i;
    }
    String counted =
        node("Mul", name + "_counted", size, constant(name + "_steps", Tensor.ofLongs(steps, to)));
    Tensor divisor = Tensor.ofLongs(new long[] {centre ? 2L * to : to}, 1);
    return node("Div", name, counted, constant(name + "_to", divisor));
  }

  private String linear(String input, StoredResize resize) {
    Taps rows = taps("rows", size(input, ROWS), resize.heightPx(), 1, 1);
    Taps columns = taps("columns", size(input, COLUMNS), resize.widthPx(), 1);
    String above = mixed("above", gather("above_rows", input, rows.first(), ROWS), columns);
    String below = mixed("below", gather("below_rows", input, rows.second(), ROWS), columns);
    String value = mix("linear", above, below, rows.share());
    return cast("whole", node("Round", "rounded", value), FLOAT);
  }

  /** For each new place the two it lies between and the share of the second. */
  private record Taps(String first, String second, String share) {}

  private Taps taps(String name, String size, int to, long... shareTail) {
    double[] centres = new double[to];
    for (int i = 0; i < to; i++) {
      centres[i] = i + 0.5;
    }
    String from = cast(name + "_from", size, DOUBLE);
    String counted =
        node(
            "Mul",
            name + "_counted",
            constant(name + "_centres", Tensor.ofDoubles(centres, to)),
            from);
    String scaled = node("Div", name + "_scaled", counted, number(name + "_to", to));
    String place = node("Sub", name + "_place", scaled, number(name + "_half", 0.5));
    String last = node("Sub", name + "_last", from, number(name + "_one", 1));
    String low = node("Max", name + "_low", place, number(name + "_zero", 0));
    String inside = node("Min", name + "_inside", low, last);
    String floor = node("Floor", name + "_floor", inside);
    String second = node("Add", name + "_next", floor, name(name + "_one"));
    String within = node("Min", name + "_within", second, last);
    long[] shape = new long[shareTail.length + 1];
    System.arraycopy(shareTail, 0, shape, 1, shareTail.length);
    shape[0] = -1;
    String share =
        node(
            "Reshape",
            name + "_share",
            node("Sub", name + "_fraction", inside, floor),
            constant(name + "_shape", Tensor.ofLongs(shape, shape.length)));
    return new Taps(
        cast(name + "_first", floor, INT64), cast(name + "_second", within, INT64), share);
  }

  private String mixed(String name, String rows, Taps columns) {
    String left = gather(name + "_left", rows, columns.first(), COLUMNS);
    String right = gather(name + "_right", rows, columns.second(), COLUMNS);
    return mix(
        name,
        cast(name + "_left_double", left, DOUBLE),
        cast(name + "_right_double", right, DOUBLE),
        columns.share());
  }

  private String mix(String name, String one, String other, String share) {
    String difference = node("Sub", name + "_difference", other, one);
    return node("Add", name, one, node("Mul", name + "_part", difference, share));
  }

  private String size(String value, int axis) {
    return graph.node(
        "Shape",
        name("size" + axis),
        List.of(value),
        Attribute.ofInt("start", axis),
        Attribute.ofInt("end", axis + 1L));
  }

  private String gather(String name, String value, String indices, int axis) {
    return graph.node("Gather", name(name), List.of(value, indices), Attribute.ofInt("axis", axis));
  }

  private String cast(String name, String value, long type) {
    return graph.node("Cast", name(name), List.of(value), Attribute.ofInt("to", type));
  }

  private String node(String operator, String name, String... inputs) {
    return graph.node(operator, name(name), List.of(inputs));
  }

  private String number(String name, double value) {
    return constant(name, Tensor.ofDoubles(new double[] {value}, 1));
  }

  private String constant(String name, Tensor value) {
    return graph.constant(name(name), value);
  }

  private String name(String name) {
    return prefix + name;
  }
}
