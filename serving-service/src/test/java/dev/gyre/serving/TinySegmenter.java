package dev.gyre.serving;

import dev.gyre.onnx.Attribute;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.StoredForm;
import dev.gyre.onnx.StoredMeasure;
import dev.gyre.onnx.StreamInput;
import dev.gyre.onnx.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each pixel alone: it is "near" below some 3 m of depth, else "dark" or "bright". Its map
 * has 4 rows and 8 columns.
 */
public final class TinySegmenter {

  public static final List<String> CLASSES = List.of("dark", "bright", "near");
  private static final int HEIGHT = 4;
  private static final int WIDTH = 8;

  private TinySegmenter() {}

  /**
   * The package of a model that gives its golden answers.
   *
   * @param invalid the depth that means that there is none; null if there always is one
   */
  public static byte[] file(@Nullable Float invalid) {
    byte[] onnx =
        new SegmenterGraph(preprocessing(invalid), CLASSES, 5, Map.of())
            .build((graph, input) -> {
              graph.node("Identity", SegmenterGraph.FEATURES, List.of(input));
              float[] weights = {
                -1 / 3f, -1 / 3f, -1 / 3f, 0, 0, //
                1 / 3f, 1 / 3f, 1 / 3f, 0, 0, //
                0, 0, 0, -1, 4
              };
              return graph.node(
                  "Conv",
                  "scores",
                  List.of(
                      input,
                      graph.constant("w", Tensor.ofFloats(weights, 3, 5, 1, 1)),
                      graph.constant("b", Tensor.ofFloats(new float[] {0.5f, -0.5f, -0.6f}, 3))),
                  Attribute.ofInts("kernel_shape", 1, 1));
            });
    return ModelPackage.of(onnx, List.of(golden(onnx, 20, 0), golden(onnx, 220, 900))).toBytes();
  }

  private static Preprocessing preprocessing(@Nullable Float invalid) {
    StreamInput rgb =
        new StreamInput(
            "rgb",
            StoredForm.RGB,
            null,
            StoredMeasure.PLAIN,
            1 / 255f,
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f),
            false);
    StreamInput depth =
        new StreamInput(
            "depth",
            StoredForm.UINT16,
            null,
            new StoredMeasure("m", 0.001f, 0, invalid),
            1,
            List.of(0f),
            List.of(1f),
            true);
    return new Preprocessing(HEIGHT, WIDTH, false, List.of(rgb, depth));
  }

  private static GoldenCase golden(byte[] onnx, int brightness, int millimetres) {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    Arrays.fill(pixels, (byte) brightness);
    ByteBuffer depth = ByteBuffer.allocate(2 * HEIGHT * WIDTH);
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      depth.put((byte) millimetres).put((byte) (millimetres >> 8));
    }
    Map<String, Tensor> rows =
        Map.of(
            "rgb",
            Tensor.ofUint8(pixels, 1, HEIGHT, WIDTH, 3),
            "depth",
            new Tensor(DataType.INT16, List.of(1L, (long) HEIGHT, (long) WIDTH, 1L), depth.flip()));
    try (RuntimeSession session = RuntimeSession.open(onnx, RuntimeSession.Settings.DEFAULT)) {
      return GoldenCase.of(rows, session.run(rows));
    }
  }
}
