package dev.gyre.worker.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Dimension;
import dev.gyre.onnx.GraphBuilder;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.PixelFormat;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.streams.Split;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.preparation.InputItem;
import dev.gyre.streams.preparation.InputSample;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.PreparedReader;
import dev.gyre.streams.preparation.PreparedSample;
import dev.gyre.streams.preparation.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The graph against what the preparation itself says: shards as they are written, and the tensor
 * that is declared of their values.
 */
class ModelInputsTests {

  private static final List<String> CLASSES = List.of("road", "car");
  private static final int HEIGHT = 12;
  private static final int WIDTH = 20;

  private final Random random = new Random(11);
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"linear", "nearest"})
  void graphOfRawStreamsEqualsTheTensorOfPreparedOnes(String kind) throws IOException {
    PreparationSpec spec = Preparations.shards(street(kind), CLASSES, Streets.STREAMS);
    Preprocessing graph = ModelInputs.of(spec, street(kind).modelInput());
    Map<String, Tensor> raw = new HashMap<>();
    InputSample sample = sample(37, 53, raw);
    new PreparationRun(spec, RunSettings.STANDARD)
        .run(List.of(sample).iterator(), folder.resolve("set"), (_, _) -> {});

    try (PreparedReader reader =
        PreparedReader.open(folder.resolve("set/train-000000.tar"), spec, Codecs.standard())) {
      PreparedSample prepared = reader.next().orElseThrow();
      Tensor expected = Tensor.ofFloats(reader.toTensor(prepared), 1, 5, HEIGHT, WIDTH);
      Map<String, Tensor> stored =
          StoredStreams.tensors(graph, List.of("front", "range"), prepared);

      assertAgreement(expected, run(graph, raw));
      assertAgreement(expected, run(graph, stored));
      assertAgreement(expected, graph.apply(raw));
    }
  }

  @Test
  void takesTheFillOfAnAbsentStreamForNoValues() throws IOException {
    PreparationSpec spec = Preparations.shards(street("linear"), CLASSES, Streets.STREAMS);
    Preprocessing graph = ModelInputs.of(spec, street("linear").modelInput());
    Map<String, Tensor> raw = new HashMap<>();
    InputSample whole = sample(HEIGHT, WIDTH, raw);
    InputSample lacking =
        new InputSample(
            "a",
            null,
            Split.TRAIN,
            "a",
            null,
            Map.of("front", requireNonNull(whole.streams().get("front"))),
            whole.annotations());
    new PreparationRun(spec, RunSettings.STANDARD)
        .run(List.of(lacking).iterator(), folder.resolve("set"), (_, _) -> {});

    try (PreparedReader reader =
        PreparedReader.open(folder.resolve("set/train-000000.tar"), spec, Codecs.standard())) {
      PreparedSample prepared = reader.next().orElseThrow();
      assertThat(prepared.absent()).containsExactly("range");
      Tensor expected = Tensor.ofFloats(reader.toTensor(prepared), 1, 5, HEIGHT, WIDTH);

      raw.put("range", Tensor.ofShorts(new short[6], 1, 2, 3, 1));
      assertAgreement(expected, run(graph, raw));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "nearest"})
  void aClassifierSeesRawPicturesAsTrainingSawThem(String kind) {
    dev.gyre.api.data.PreparationSpec digits =
        new dev.gyre.api.data.PreparationSpec(
            List.of(PreparedStreamSpec.picture("photo", "gray").with(new ResizeSpec(17, 13, kind))),
            List.of(),
            ModelInputSpec.of(8, 8, "photo", 1 / 255.0, List.of(0.1), List.of(0.3)));
    PreparationSpec spec =
        Preparations.shards(
            digits, CLASSES, List.of(new StreamSpec("photo", StreamSpec.IMAGE, true, 1)));
    Preprocessing graph = ModelInputs.ofPicture(spec, digits.modelInput());
    byte[] pixels = new byte[40 * 60];
    random.nextBytes(pixels);
    Image stored = spec.prepare(new Image(40, 60, 1, pixels));
    Preprocessing ofStored =
        new Preprocessing(PixelFormat.GRAY, 8, 8, false, 1 / 255f, List.of(0.1f), List.of(0.3f));

    Tensor expected = ofStored.apply(Tensor.ofUint8(stored.pixels(), 1, 13, 17, 1));

    assertThat(graph.inputs().getFirst().name()).isEqualTo("image");
    assertAgreement(expected, run(graph, Map.of("image", Tensor.ofUint8(pixels, 1, 40, 60, 1))));
    assertThat(ofStored.apply(Tensor.ofUint8(pixels, 1, 40, 60, 1)))
        .as("without the size of storing it is another picture")
        .isNotEqualTo(expected);
  }

  @Test
  void refusesGeometryThatNoGraphRepeatsByName() {
    dev.gyre.api.data.PreparationSpec flipped =
        new dev.gyre.api.data.PreparationSpec(
            street("linear").streams(),
            List.of(new TransformSpec.Flip(true)),
            street("linear").modelInput());
    PreparationSpec spec = Preparations.shards(flipped, CLASSES, Streets.STREAMS);

    assertThatThrownBy(() -> ModelInputs.of(spec, flipped.modelInput()))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("geometry")
        .hasMessageContaining("Flip");
  }

  @Test
  void refusesStreamsThatNoGraphTakes() {
    StreamSpec wide =
        new StreamSpec(
            "front",
            StreamSpec.IMAGE,
            true,
            1,
            null,
            ElementType.UINT16,
            null,
            null,
            null,
            null,
            null,
            null);
    dev.gyre.api.data.PreparationSpec spec =
        new dev.gyre.api.data.PreparationSpec(
            List.of(PreparedStreamSpec.input("front")),
            List.of(),
            ModelInputSpec.of(8, 8, "front", 1, List.of(0.0), List.of(1.0)));
    PreparationSpec shards = Preparations.shards(spec, CLASSES, List.of(wide));

    assertThatThrownBy(() -> ModelInputs.of(shards, spec.modelInput()))
        .hasMessageContaining("front of kind image, stored as uint16");
    assertThatThrownBy(() ->
            ModelInputs.ofPicture(
                Preparations.shards(street("linear"), CLASSES, Streets.STREAMS),
                street("linear").modelInput()))
        .hasMessageContaining("one picture of eight bits");
  }

  private static dev.gyre.api.data.PreparationSpec street(String kind) {
    ResizeSpec nearest = new ResizeSpec(WIDTH, HEIGHT, "nearest");
    return new dev.gyre.api.data.PreparationSpec(
        List.of(
            PreparedStreamSpec.picture("front", "rgb").with(new ResizeSpec(WIDTH, HEIGHT, kind)),
            PreparedStreamSpec.input("range").with(nearest).asOptional(),
            PreparedStreamSpec.labels("truth", "front").with(nearest)),
        List.of(),
        new ModelInputSpec(
            HEIGHT,
            WIDTH,
            false,
            List.of(
                new ModelInputPart(
                    "front", 1 / 255.0, List.of(0.4, 0.5, 0.6), List.of(0.2, 0.3, 0.25), false),
                new ModelInputPart("range", 0.05, List.of(0.5), List.of(0.5), true))));
  }

  /** Noise, of which a tenth of the depth is missing. */
  private InputSample sample(int height, int width, Map<String, Tensor> raw) {
    byte[] colours = new byte[height * width * 3];
    random.nextBytes(colours);
    short[] depth = new short[height * width];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = (short) (random.nextInt(10) == 0 ? 0 : random.nextInt(65_536));
    }
    raw.put("front", Tensor.ofUint8(colours, 1, height, width, 3));
    raw.put("range", Tensor.ofShorts(depth, 1, height, width, 1));
    return new InputSample(
        "a",
        null,
        Split.TRAIN,
        "a",
        null,
        Map.of(
            "front", InputItem.of("1", NdArray.uint8(colours, height, width, 3)),
            "range", InputItem.of("2", NdArray.uint16(depth, height, width))),
        Map.of("truth", InputItem.of("3", NdArray.uint8(new byte[height * width], height, width))));
  }

  private static void assertAgreement(Tensor expected, Tensor actual) {
    assertThat(Parity.compare(Map.of("x", expected), Map.of("x", actual)))
        .isInstanceOfSatisfying(
            Parity.Agrees.class, agrees -> assertThat(agrees.largest()).isLessThan(1e-6));
  }

  private static Tensor run(Preprocessing preprocessing, Map<String, Tensor> stored) {
    GraphBuilder graph = new GraphBuilder("preprocessing");
    String output = preprocessing.appendTo(graph);
    List<Dimension> shape =
        List.of(Dimension.of("N"), Dimension.of("C"), Dimension.of("h"), Dimension.of("w"));
    graph.output(new TensorSpec(output, DataType.FP32, shape, "1", null, null));
    try (RuntimeSession session =
        RuntimeSession.open(graph.build(Map.of()), RuntimeSession.Settings.DEFAULT)) {
      return Optional.ofNullable(session.run(stored).get(output)).orElseThrow();
    }
  }
}
