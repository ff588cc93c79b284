package dev.gyre.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackageTests {

  @Test
  void equalContentGivesEqualBytes() {
    assertThat(new TinyClassifier().pack().toBytes())
        .isEqualTo(new TinyClassifier().pack().toBytes());
    assertThat(new TinyClassifier().pack().sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void readsBackWhatItWrote(@TempDir Path folder) throws IOException {
    ModelPackage written = new TinyClassifier().pack();
    Path file = Files.write(folder.resolve("model.gyre"), written.toBytes());

    ModelPackage read = ModelPackage.read(file, ModelPackage.DEFAULT_MAX_BYTES);

    assertThat(read.onnx()).isEqualTo(written.onnx());
    assertThat(read.goldenCases()).isEqualTo(written.goldenCases());
    assertThat(read.signature()).isEqualTo(written.signature());
    assertThat(read.sha256()).isEqualTo(written.sha256());
  }

  @Test
  void refusesAFileAboveTheLimit(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.gyre"), new byte[101]);

    assertThatThrownBy(() -> ModelPackage.read(file, 100))
        .hasMessageContaining("more than 100 bytes");
  }

  @Test
  void refusesEntriesThatDoNotBelong() throws IOException {
    for (String name : List.of("../evil", "model.onnx/../x", "readme.txt")) {
      assertThatThrownBy(() -> ModelPackage.read(zip(name)))
          .isInstanceOf(OnnxException.class)
          .hasMessageContaining("not another " + name);
    }
  }

  @Test
  void refusesCompressedEntries() throws IOException {
    byte[] compressed = zip("model.onnx");

    assertThatThrownBy(() -> ModelPackage.read(compressed)).hasMessageContaining("is compressed");
  }

  @Test
  void refusesEveryTruncationAndDamagedByte() {
    byte[] file = new TinyClassifier().pack().toBytes();
    int directory = indexOfCentralDirectory(file);
    for (int length = 0; length < directory; length += 97) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ModelPackage.read(cut)).isInstanceOf(OnnxException.class);
    }
    for (int i = 60; i < directory; i += 101) {
      byte[] damaged = file.clone();
      damaged[i] ^= 0x10;
      acceptsOnlySameContent(damaged, file);
    }
  }

  @Test
  void refusesGoldenCasesThatTheSignatureDoesNotAccept() {
    TinyClassifier model = new TinyClassifier();
    List<GoldenCase> cases = new ArrayList<>(model.goldenCases());
    GoldenCase first = cases.getFirst();
    cases.set(
        0,
        GoldenCase.of(
            Map.of(ImageClassifierGraph.IMAGE, Tensor.ofUint8(new byte[4], 1, 2, 2, 1)),
            first.outputs()));

    assertThatThrownBy(() -> ModelPackage.of(model.onnx(), cases))
        .hasMessageContaining("Golden input image is UINT8[1, 2, 2, 1]");
  }

  @Test
  void refusesASignatureThatDoesNotDescribeTheGraph() {
    TinyClassifier model = new TinyClassifier();
    ModelSignature right = model.graph().signature();
    byte[] wrong =
        new ModelSignature(right.inputs(), List.of(right.outputs().getFirst()), List.of())
            .attachTo(model.onnx());

    assertThatThrownBy(() -> ModelPackage.of(wrong, model.goldenCases()))
        .hasMessageContaining("the graph's outputs are [class_index, probabilities]");
  }

  /** A flipped bit in a time field changes no content; any other must be noticed. */
  private static void acceptsOnlySameContent(byte[] damaged, byte[] original) {
    try {
      ModelPackage read = ModelPackage.read(damaged);
      assertThat(read.onnx()).isEqualTo(ModelPackage.read(original).onnx());
      assertThat(read.goldenCases()).isEqualTo(ModelPackage.read(original).goldenCases());
    } catch (OnnxException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    }
  }

  private static int indexOfCentralDirectory(byte[] file) {
    for (int i = file.length - 4; i > 0; i--) {
      if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 1 && file[i + 3] == 2) {
        int last = i;
        if (Arrays.equals(file, last + 46, last + 46 + 12, "package.json".getBytes(UTF_8), 0, 12)) {
          return last;
        }
      }
    }
    throw new AssertionError("no central directory");
  }

  private static byte[] zip(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[100]);
    }
    return bytes.toByteArray();
  }
}
