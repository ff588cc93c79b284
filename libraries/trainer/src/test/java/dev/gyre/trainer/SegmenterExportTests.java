package dev.gyre.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmenterExportTests {
  private TrainedNetwork network =
      new TrainedNetwork(NetworkSpec.unet(5, 16, 24, 4, 3), new TreeMap<>());
  private ExportResult.@Nullable Exported kept;

  @BeforeAll
  void train() {
    TrainingPlan plan = new TrainingPlan(network.network(), 8, 8, 0.01f, 4, 1, List.of(1f, 1f, 3f));
    TrainingResult result =
        new Trainer(plan, new Recorder())
            .train(SyntheticStreets.samples(1, 64), LabelledSamples.none());
    network = ((TrainingResult.Completed) result).network();
    kept = export();
  }

  @Test
  void answersAsTheTrainedNetworkAloneAndInBatches() {
    ModelPackage model = exported().model();

    // Four given of one size, two of noise of one size, and a smaller one.
    assertThat(model.goldenCases()).hasSize(7);
    assertThat(exported().parity().largest()).isLessThan(Parity.RELATIVE_TOLERANCE / 10);
    assertThat(Parity.verify(model)).isInstanceOf(Parity.Agrees.class);
    assertThat(model.signature().inputs())
        .extracting(TensorSpec::name)
        .containsExactly("rgb", "depth");
  }

  @Test
  void expectsAClassOfNearlyEveryPixel() {
    long tied = 0;
    long all = 0;
    for (GoldenCase golden : exported().model().goldenCases()) {
      Tensor map = requireNonNull(golden.outputs().get(SegmenterGraph.CLASS_MAP));
      for (int i = 0; i < map.elementCount(); i++) {
        tied += map.valueAt(i) == SegmenterGraph.TIED ? 1 : 0;
        all++;
      }
    }
    assertThat(all).isEqualTo(7 * 16 * 24);
    assertThat(tied).isLessThan(all / 100);
  }

  @Test
  void findsTheBoxInStoredStreams() {
    try (RuntimeSession session =
        RuntimeSession.open(exported().model().onnx(), RuntimeSession.Settings.DEFAULT)) {
      long hits = 0;
      long union = 0;
      LabelledSamples truth = SyntheticStreets.samples(9, 10);
      List<Map<String, Tensor>> raw = SyntheticStreets.raw(9, 10);
      int[] labels = new int[16 * 24];
      for (int i = 0; i < 10; i++) {
        truth.copyLabels(i, 0, labels, 0);
        Tensor map = requireNonNull(session.run(raw.get(i)).get(SegmenterGraph.CLASS_MAP));
        for (int place = 0; place < labels.length; place++) {
          boolean found = map.valueAt(place) == 2 && labels[place] >= 0;
          hits += found && labels[place] == 2 ? 1 : 0;
          union += found || labels[place] == 2 ? 1 : 0;
        }
      }
      assertThat((double) hits / union).isGreaterThan(0.5);
    }
  }

  @Test
  void goldenCasesRefuseAPlantedWrongEnlarging() throws Exception {
    ModelProto.Builder graph = ModelProto.parseFrom(exported().model().onnx()).toBuilder();
    for (NodeProto.Builder node : graph.getGraphBuilder().getNodeBuilderList()) {
      if (node.getName().startsWith("layer")) {
        for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
          if (attribute.getName().equals("coordinate_transformation_mode")) {
            attribute.setS(ByteString.copyFromUtf8("asymmetric"));
          }
        }
      }
    }

    ModelPackage planted =
        ModelPackage.of(graph.build().toByteArray(), exported().model().goldenCases());

    assertThat(Parity.verify(planted)).isInstanceOf(Parity.Deviates.class);
  }

  @Test
  void equalRequestsGiveEqualBytes() {
    assertThat(export().model().sha256()).isEqualTo(exported().model().sha256());
  }

  private ExportResult.Exported exported() {
    return requireNonNull(kept);
  }

  private ExportResult.Exported export() {
    ExportRequest request =
        new ExportRequest(
            network,
            SyntheticStreets.PREPROCESSING,
            SyntheticStreets.CLASSES,
            SyntheticStreets.raw(5, 4),
            Map.of("gyre.run", "r-1"));
    return switch (OnnxExporter.export(request)) {
      case ExportResult.Exported done -> done;
      case ExportResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }
}
