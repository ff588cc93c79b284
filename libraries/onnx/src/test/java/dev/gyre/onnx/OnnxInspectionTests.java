package dev.gyre.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.gyre.onnx.OnnxInspection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OnnxInspectionTests {

  @Test
  void readsWhatAModelDeclares() {
    OnnxInspection.Inspected facts = OnnxInspection.of(new TinyClassifier().onnx()).orThrow();

    assertThat(facts.irVersion()).isEqualTo(10);
    assertThat(facts.opsets()).containsExactly(Map.entry("", 21L));
    assertThat(facts.inputs().getFirst().elementType()).isEqualTo("UINT8");
    assertThat(facts.inputs().getFirst().dimensions())
        .containsExactly(Dimension.of("N"), Dimension.of("H"), Dimension.of("W"), Dimension.of(3));
    assertThat(facts.outputs())
        .extracting(OnnxInspection.Value::name)
        .containsExactly("probabilities", "class_index");
    assertThat(facts.operators()).contains("Resize", "Gemm", "Softmax");
    assertThat(facts.parameterCount()).isEqualTo(3 * 90 + 2 + 1 + 3 + 3);
  }

  @Test
  void refusesNewerVersionsThanTheRuntimeTakes() throws Exception {
    assertRefused(Reason.IR_TOO_NEW, "IR version 14", model -> model.setIrVersion(14));
    assertRefused(
        Reason.OPSET_TOO_NEW, "opset 27", model -> model.getOpsetImportBuilder(0).setVersion(27));
  }

  @Test
  void refusesCustomOperatorsEvenInSubgraphs() throws Exception {
    NodeProto custom = NodeProto.newBuilder().setDomain("acme").setOpType("Secret").build();
    assertRefused(
        Reason.CUSTOM_OPERATORS,
        "acme.Secret",
        model ->
            model
                .getGraphBuilder()
                .getNodeBuilder(0)
                .addAttribute(
                    AttributeProto.newBuilder().setG(GraphProto.newBuilder().addNode(custom))));
  }

  @Test
  void refusesExternalData() throws Exception {
    assertRefused(
        Reason.EXTERNAL_DATA,
        "[w]",
        model ->
            model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals("w"))
                .forEach(tensor -> tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)));
  }

  @Test
  void refusesInputTypesThatJavaCannotFeed() throws Exception {
    assertRefused(
        Reason.UNSUPPORTED_TYPE,
        "image is not a tensor of",
        model ->
            model
                .getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.UINT16_VALUE));
  }

  @Test
  void refusesWhatIsNoModel() {
    for (byte[] bytes :
        new byte[][] {{}, {1, 2, 3}, "hello, world".getBytes(StandardCharsets.UTF_8)}) {
      assertThat(OnnxInspection.of(bytes))
          .isInstanceOfSatisfying(
              OnnxInspection.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_ONNX));
    }
  }

  private static void assertRefused(Reason reason, String words, Consumer<ModelProto.Builder> edit)
      throws InvalidProtocolBufferException {
    ModelProto.Builder model = ModelProto.parseFrom(new TinyClassifier().onnx()).toBuilder();
    edit.accept(model);
    assertThat(OnnxInspection.of(model.build().toByteArray()))
        .isInstanceOfSatisfying(
            OnnxInspection.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.message()).contains(words);
            });
  }
}
