package dev.gyre.onnx;

import java.util.ArrayList;
import java.util.List;

/** The ONNX nodes of one stream's preprocessing. */
final class StreamNodes {
  private static final long FLOAT = 1;
  private static final long UINT16 = 4;

  private final GraphBuilder graph;
  private final Preprocessing whole;
  private final StreamInput stream;
  private final String prefix;

  StreamNodes(GraphBuilder graph, Preprocessing whole, StreamInput stream) {
    this.graph = graph;
    this.whole = whole;
    this.stream = stream;
    prefix = "pre_" + stream.name() + "_";
  }

  /** Appends all nodes and returns the names of N, C, H, W values in the order of channels. */
  List<String> append(String input) {
    String planar =
        node("Transpose", "planar", List.of(sized(input)), Attribute.ofInts("perm", 0, 3, 1, 2));
    String normalised = normalised(inUnit(planar));
    if (!stream.isMasked()) {
      return List.of(normalised);
    }
    String valid = valid(planar);
    String zero = graph.constant(prefix + "zero", Tensor.ofFloats(new float[] {0}, 1));
    List<String> channels = new ArrayList<>();
    channels.add(node("Where", "masked", List.of(valid, normalised, zero)));
    if (stream.validity()) {
      channels.add(validity(valid));
    }
    return channels;
  }

  /** Stored values as FP32 in the network's size. */
  private String sized(String input) {
    StoredResize resize = stream.resize();
    Resampling stored = new Resampling(graph, prefix + "stored_");
    String value = resize == null ? input : stored.append(input, resize);
    boolean done =
        resize != null
            && resize.heightPx() == whole.heightPx()
            && resize.widthPx() == whole.widthPx();
    if (stream.form().isPicture()) {
      boolean isFloat = resize != null && resize.rule() == StoredResize.Rule.LINEAR;
      String floats = isFloat ? value : cast("float", value, FLOAT);
      return done ? floats : linear(floats);
    }
    // Moved before they become floats: fewer values are then.
    StoredResize network =
        new StoredResize(whole.heightPx(), whole.widthPx(), StoredResize.Rule.NEAREST_CENTRE);
    String moved = done ? value : new Resampling(graph, prefix + "network_").append(value, network);
    return switch (stream.form()) {
      case UINT16 -> cast("float", cast("unsigned", moved, UINT16), FLOAT);
      case FP32 -> moved;
      case GRAY, RGB -> throw new IllegalStateException("A picture was handled before");
    };
  }

  private String linear(String floats) {
    String sizes =
        graph.constant(
            prefix + "sizes", Tensor.ofLongs(new long[] {whole.heightPx(), whole.widthPx()}, 2));
    // Resized before the transpose: ONNX Runtime's optimiser breaks on the other order.
    return node(
        "Resize",
        "resized",
        List.of(floats, "", "", sizes),
        Attribute.ofInts("axes", 1, 2),
        Attribute.ofInt("antialias", whole.antialias() ? 1 : 0),
        // As Pillow and PyTorch do: pixels outside the image have no weight.
        Attribute.ofInt("exclude_outside", whole.antialias() ? 1 : 0),
        Attribute.ofString("mode", "linear"),
        Attribute.ofString("coordinate_transformation_mode", "half_pixel"));
  }

  private String inUnit(String planar) {
    StoredMeasure measure = stream.measure();
    if (measure.isPlain()) {
      return planar;
    }
    String scaled =
        node("Mul", "unit_scaled", List.of(planar, scalar("unit_scale", measure.scale())));
    return node("Add", "unit", List.of(scaled, scalar("unit_offset", measure.offset())));
  }

  private String normalised(String value) {
    String scaled = node("Mul", "scaled", List.of(value, scalar("scale", stream.scale())));
    String mean = graph.constant(prefix + "mean", perChannel(stream.mean()));
    String centred = node("Sub", "centred", List.of(scaled, mean));
    String deviation = graph.constant(prefix + "deviation", perChannel(stream.standardDeviation()));
    return node("Div", "normalised", List.of(centred, deviation));
  }

  private String valid(String planar) {
    String none = node("IsNaN", "nan", List.of(planar));
    Float invalid = stream.measure().invalid();
    if (invalid != null) {
      String equal = node("Equal", "equal", List.of(planar, scalar("invalid", invalid)));
      none = node("Or", "none", List.of(none, equal));
    }
    return node("Not", "valid", List.of(none));
  }

  private String validity(String valid) {
    String flags = cast("flags", valid, FLOAT);
    if (stream.form().channels() == 1) {
      return flags;
    }
    String axes = graph.constant(prefix + "axes", Tensor.ofLongs(new long[] {1}, 1));
    return node("ReduceMin", "validity", List.of(flags, axes), Attribute.ofInt("keepdims", 1));
  }

  private String cast(String name, String value, long type) {
    return node("Cast", name, List.of(value), Attribute.ofInt("to", type));
  }

  private String scalar(String name, float value) {
    return graph.constant(prefix + name, Tensor.ofFloats(new float[] {value}, 1));
  }

  private String node(String operator, String name, List<String> inputs, Attribute... attributes) {
    return graph.node(operator, prefix + name, inputs, attributes);
  }

  private static Tensor perChannel(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return Tensor.ofFloats(array, array.length, 1, 1);
  }
}
