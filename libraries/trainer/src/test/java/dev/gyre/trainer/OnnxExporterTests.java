package dev.gyre.trainer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxExporterTests {
  private TrainedNetwork network = new TrainedNetwork(spec(), new TreeMap<>());

  @BeforeAll
  void train() {
    network = train(spec());
  }

  @Test
  void exportsAPackageThatAnswersAsTheTrainedNetwork() {
    ModelPackage model = exported(request(network));

    assertThat(model.signature().classNames()).isEqualTo(SyntheticDigits.CLASSES);
    // Four given, three of noise.
    assertThat(model.goldenCases()).hasSize(7);
    assertThat(Parity.verify(model)).isInstanceOf(Parity.Agrees.class);
  }

  @Test
  void answersRawImagesWithTheRightDigit() {
    try (RuntimeSession session =
        RuntimeSession.open(exported(request(network)).onnx(), RuntimeSession.Settings.DEFAULT)) {
      Tensor images = Tensor.concatenate(SyntheticDigits.raw(99, 100));
      Map<String, Tensor> outputs = session.run(Map.of(ImageClassifierGraph.IMAGE, images));
      long[] classes = requireNonNull(outputs.get(ImageClassifierGraph.CLASS_INDEX)).toLongs();
      int right = 0;
      for (int i = 0; i < classes.length; i++) {
        right += classes[i] == i % 10 ? 1 : 0;
      }
      assertThat(right).isGreaterThan(90);
    }
  }

  @Test
  void exportsEveryBuiltInNetworkAndPreprocessing() {
    TrainedNetwork perceptron = train(NetworkSpec.perceptron(1, 8, 8, 16, 10));
    Preprocessing smooth =
        new Preprocessing(PixelFormat.GRAY, 8, 8, true, 1 / 255f, List.of(0.3f), List.of(0.4f));

    exported(request(perceptron));
    exported(new ExportRequest(network, smooth, SyntheticDigits.CLASSES, List.of(), Map.of()));
  }

  @Test
  void equalRequestsGiveEqualBytes() {
    assertThat(exported(request(network)).sha256()).isEqualTo(exported(request(network)).sha256());
  }

  @Test
  void goldenCasesRefuseAPlantedWrongInterpolation() throws Exception {
    ModelPackage model = exported(request(network));
    ModelProto.Builder graph = ModelProto.parseFrom(model.onnx()).toBuilder();
    for (NodeProto.Builder node : graph.getGraphBuilder().getNodeBuilderList()) {
      for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
        if (attribute.getName().equals("coordinate_transformation_mode")) {
          attribute.setS(ByteString.copyFromUtf8("asymmetric"));
        }
      }
    }

    ModelPackage planted = ModelPackage.of(graph.build().toByteArray(), model.goldenCases());

    assertThat(Parity.verify(planted))
        .isInstanceOfSatisfying(
            Parity.Deviates.class, deviates -> assertThat(deviates.relative()).isGreaterThan(1e-2));
  }

  @Test
  void refusesANetworkWhoseAnswersAreNotNumbers() {
    SortedMap<String, Tensor> weights = new TreeMap<>(network.weights());
    Tensor bias = requireNonNull(weights.get("layer12.bias"));
    float[] broken = new float[bias.elementCount()];
    Arrays.fill(broken, Float.NaN);
    weights.put("layer12.bias", Tensor.ofFloats(broken, bias.dimensions()));

    assertThat(OnnxExporter.export(request(new TrainedNetwork(spec(), weights))))
        .isInstanceOfSatisfying(
            ExportResult.Refused.class,
            refused -> assertThat(refused.message()).contains("Output", "NaN"));
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    TrainedNetwork mixed =
        new TrainedNetwork(NetworkSpec.perceptron(1, 8, 8, 16, 10), network.weights());

    assertThatThrownBy(() -> OnnxExporter.export(request(mixed)))
        .hasMessageContaining("belong to another network");
  }

  @Test
  void refusesPreprocessingOfAnotherSize() {
    assertThatThrownBy(() ->
            new ExportRequest(
                network,
                Preprocessing.unitRange(PixelFormat.GRAY, 9, 8),
                SyntheticDigits.CLASSES,
                List.of(),
                Map.of()))
        .hasMessageContaining("makes images of [1, 9, 8], the network takes [1, 8, 8]");
  }

  private static NetworkSpec spec() {
    return NetworkSpec.smallClassifier(1, 8, 8, 10);
  }

  private static TrainedNetwork train(NetworkSpec spec) {
    TrainingPlan plan = new TrainingPlan(spec, 5, 32, 0.005f, 4, 1, List.of());
    TrainingResult result =
        new Trainer(plan, new Recorder())
            .train(SyntheticDigits.samples(1, 960), LabelledSamples.none());
    return ((TrainingResult.Completed) result).network();
  }

  private static ExportRequest request(TrainedNetwork network) {
    return new ExportRequest(
        network,
        SyntheticDigits.PREPROCESSING,
        SyntheticDigits.CLASSES,
        SyntheticDigits.raw(3, 4).stream()
            .map(image -> Map.of(ImageClassifierGraph.IMAGE, image))
            .toList(),
        Map.of("gyre.run", "r-1"));
  }

  private static ModelPackage exported(ExportRequest request) {
    return switch (OnnxExporter.export(request)) {
      case ExportResult.Exported exported -> exported.model();
      case ExportResult.Refused refused -> throw new AssertionError(refused.message());
    };
  }
}
