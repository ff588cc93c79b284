package dev.gyre.serving.oip;

import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.serving.deployment.Admission;
import java.util.List;

/** Shapes of answers about models. */
final class OipModels {

  private OipModels() {}

  record Live(boolean live) {}

  record Ready(boolean ready) {}

  record ModelReady(String name, boolean ready) {}

  record Failure(String error) {}

  record Server(String name, String version, List<String> extensions) {}

  record Models(List<String> models) {}

  record Indexed(String name, String state) {}

  /**
   * @param shape -1 for any size
   */
  record TensorMetadata(String name, String datatype, List<Integer> shape) {
    static TensorMetadata of(TensorSpec spec) {
      return new TensorMetadata(
          spec.name(),
          spec.type().name(),
          spec.dimensions().stream()
              .map(dimension ->
                  dimension instanceof Dimension.Fixed(long size) ? Math.toIntExact(size) : -1)
              .toList());
    }
  }

  record ModelMetadata(
      String name,
      List<String> versions,
      String platform,
      List<TensorMetadata> inputs,
      List<TensorMetadata> outputs) {

    static ModelMetadata of(Admission admission) {
      return new ModelMetadata(
          admission.endpoint().name(),
          List.of(Integer.toString(admission.modelVersion())),
          "onnxruntime_onnx",
          admission.signature().inputs().stream().map(TensorMetadata::of).toList(),
          admission.signature().outputs().stream().map(TensorMetadata::of).toList());
    }
  }
}
