package dev.gyre.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityTests {

  @Test
  void agreesWithGoldenCasesAloneAndInBatches() {
    assertThat(Parity.verify(new TinyClassifier().pack()))
        .isInstanceOfSatisfying(
            Parity.Agrees.class, agrees -> assertThat(agrees.largest()).isLessThan(1e-5));
  }

  @Test
  void refusesAWrongInterpolation() throws Exception {
    TinyClassifier model = new TinyClassifier();
    byte[] planted = withCoordinates(model.onnx(), "asymmetric");

    assertThat(Parity.verify(ModelPackage.of(planted, model.goldenCases())))
        .isInstanceOfSatisfying(
            Parity.Deviates.class, deviates -> assertThat(deviates.relative()).isGreaterThan(1e-3));
  }

  @Test
  void namesTheLargestDeviation() {
    Map<String, Tensor> expected = Map.of("y", Tensor.ofFloats(new float[] {1, 10, 3}, 1, 3));
    Map<String, Tensor> actual = Map.of("y", Tensor.ofFloats(new float[] {1, 9, 3.5f}, 1, 3));

    assertThat(Parity.compare(expected, actual))
        .isInstanceOfSatisfying(
            Parity.Deviates.class,
            deviates ->
                assertThat(deviates.message())
                    .isEqualTo(
                        "Output y[1] is 9.0 where 10.0 is expected (batch of 1): relative"
                            + " deviation 0.100, at most 1e-4 is permitted"));
  }

  @Test
  void neverPassesWhatIsNotANumber() {
    Map<String, Tensor> good = Map.of("y", Tensor.ofFloats(new float[] {1, 2}, 1, 2));
    Map<String, Tensor> bad = Map.of("y", Tensor.ofFloats(new float[] {1, Float.NaN}, 1, 2));

    assertThat(Parity.compare(good, bad)).isInstanceOf(Parity.Deviates.class);
    assertThat(Parity.compare(bad, good)).isInstanceOf(Parity.Deviates.class);
    assertThat(Parity.compare(good, Map.of())).isInstanceOf(Parity.Deviates.class);
  }

  @Test
  void refusesAnotherClassUnlessTheTwoAreTied() {
    assertThat(Parity.compare(answer(0.6f, 0.4f, 0), answer(0.6f, 0.4f, 1)))
        .isInstanceOf(Parity.Deviates.class);
    assertThat(Parity.compare(answer(0.50001f, 0.49999f, 0), answer(0.49999f, 0.50001f, 1)))
        .isInstanceOf(Parity.Agrees.class);
  }

  private static Map<String, Tensor> answer(float first, float second, long index) {
    return Map.of(
        ImageClassifierGraph.PROBABILITIES,
        Tensor.ofFloats(new float[] {first, second}, 1, 2),
        ImageClassifierGraph.CLASS_INDEX,
        Tensor.ofLongs(new long[] {index}, 1));
  }

  private static byte[] withCoordinates(byte[] onnx, String mode) throws Exception {
    ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
    for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (attribute.getName().equals("coordinate_transformation_mode")) {
          attribute.setS(ByteString.copyFromUtf8(mode));
        }
      }
    }
    return model.build().toByteArray();
  }
}
