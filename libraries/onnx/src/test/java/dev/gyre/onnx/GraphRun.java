package dev.gyre.onnx;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a preprocessing's graph alone. */
final class GraphRun {
  private GraphRun() {}

  static Tensor of(Preprocessing preprocessing, Map<String, Tensor> stored) {
    GraphBuilder graph = new GraphBuilder("preprocessing");
    String output = preprocessing.appendTo(graph);
    List<Dimension> shape = new ArrayList<>(List.of(Dimension.of("N")));
    preprocessing.networkShape().forEach(size -> shape.add(Dimension.of(size)));
    graph.output(new TensorSpec(output, DataType.FP32, shape, "1", null, null));
    try (RuntimeSession session =
        RuntimeSession.open(graph.build(Map.of()), RuntimeSession.Settings.DEFAULT)) {
      return requireNonNull(session.run(stored).get(output));
    }
  }
}
