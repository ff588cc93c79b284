package dev.gyre.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A deployable model in one file: an ONNX graph that carries its {@link ModelSignature}, and golden
 * cases that prove a runtime runs it right. Immutable. Equal content gives equal bytes, and the
 * SHA-256 of the bytes is the model's identity.
 */
public final class ModelPackage {

  /** Largest file that is read unless the caller says otherwise: 1 GiB. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  private final byte[] onnx;
  private final List<GoldenCase> goldenCases;
  private final ModelSignature signature;
  private final byte[] file;

  private ModelPackage(byte[] onnx, List<GoldenCase> goldenCases, byte[] file) {
    this.onnx = onnx;
    this.goldenCases = List.copyOf(goldenCases);
    this.file = file;
    OnnxInspection.Inspected graph = OnnxInspection.of(onnx).orThrow();
    signature =
        graph
            .signature()
            .orElseThrow(() ->
                new OnnxException(
                    "The ONNX file carries no %s: attach a model signature first"
                        .formatted(ModelSignature.METADATA_KEY)));
    signature
        .differenceFrom(graph)
        .ifPresent(difference -> {
          throw new OnnxException("The model signature does not describe the graph: " + difference);
        });
    goldenCases.forEach(this::requireFits);
  }

  /**
   * Packs a model.
   *
   * @param onnx a self-contained ONNX file with its signature in the metadata map
   * @param goldenCases at least one
   * @throws OnnxException if the parts do not fit each other
   */
  public static ModelPackage of(byte[] onnx, List<GoldenCase> goldenCases) {
    byte[] copy = onnx.clone();
    return new ModelPackage(copy, goldenCases, PackageFile.write(copy, goldenCases));
  }

  /**
   * Reads a package from memory.
   *
   * @throws OnnxException if the bytes are not a package; nothing is written anywhere
   */
  public static ModelPackage read(byte[] file) {
    byte[] copy = file.clone();
    PackageFile.Content content = PackageFile.read(copy);
    return new ModelPackage(content.onnx().array(), content.goldenCases(), copy);
  }

  /** Reads a package of at most {@code maxBytes} from a file. */
  public static ModelPackage read(Path path, long maxBytes) throws IOException {
    byte[] file;
    try (InputStream input = Files.newInputStream(path)) {
      // One byte more than permitted shows that there is more, whatever size the file claims.
      file = input.readNBytes(Math.toIntExact(Math.min(maxBytes, Integer.MAX_VALUE - 9L) + 1));
    }
    if (file.length > maxBytes) {
      throw new OnnxException(
          "The package has more than %d bytes: raise the limit or shrink the model"
              .formatted(maxBytes));
    }
    return read(file);
  }

  /** A copy of the ONNX file. */
  public byte[] onnx() {
    return onnx.clone();
  }

  /** The signature that the ONNX file carries. */
  public ModelSignature signature() {
    return signature;
  }

  /** The golden cases, at least one. */
  public List<GoldenCase> goldenCases() {
    return goldenCases;
  }

  /** A copy of the package's bytes. */
  public byte[] toBytes() {
    return file.clone();
  }

  /** SHA-256 of {@link #toBytes}, 64 lower-case hexadecimal digits. */
  public String sha256() {
    return sha256(file);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private void requireFits(GoldenCase golden) {
    requireFits("input", signature.inputs(), golden.inputs());
    requireFits("output", signature.outputs(), golden.outputs());
  }

  private static void requireFits(
      String kind, List<TensorSpec> specs, Map<String, Tensor> tensors) {
    Set<String> declared = Set.copyOf(specs.stream().map(TensorSpec::name).toList());
    if (!declared.equals(tensors.keySet())) {
      throw new OnnxException(
          "A golden case has the %ss %s; the signature names %s"
              .formatted(kind, tensors.keySet(), declared));
    }
    for (TensorSpec spec : specs) {
      Tensor tensor = tensors.get(spec.name());
      if (tensor != null && !spec.accepts(tensor)) {
        throw new OnnxException(
            "Golden %s %s is %s%s, which the signature does not accept"
                .formatted(kind, spec.name(), tensor.type(), tensor.shape()));
      }
    }
  }
}
