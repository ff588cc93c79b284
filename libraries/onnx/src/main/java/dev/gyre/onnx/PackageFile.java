package dev.gyre.onnx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The package's file format: an uncompressed zip of exactly {@code package.json}, {@code
 * model.onnx} and {@code golden.bin}, in this order and with one fixed time. {@code golden.bin} is
 * the tensors' bytes in the order in which {@code package.json} lists them. Entries are read into
 * memory only, so names can point nowhere; any other name is refused.
 */
final class PackageFile {
  private static final String FORMAT = "gyre-model-package/1";
  private static final String MANIFEST = "package.json";
  private static final String MODEL = "model.onnx";
  private static final String GOLDEN = "golden.bin";
  private static final List<String> ENTRIES = List.of(MANIFEST, MODEL, GOLDEN);
  private static final int MAX_CASES = 10_000;
  private static final int MAX_RANK = 16;
  // A local time after 1980: no time zone and no extended time field reach the bytes.
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  record Content(ByteBuffer onnx, List<GoldenCase> goldenCases) {}

  private PackageFile() {}

  static byte[] write(byte[] onnx, List<GoldenCase> cases) {
    if (cases.isEmpty() || cases.size() > MAX_CASES) {
      throw new OnnxException(
          "A package has 1 to %d golden cases, not %d".formatted(MAX_CASES, cases.size()));
    }
    ByteArrayOutputStream golden = new ByteArrayOutputStream();
    ObjectNode manifest = MAPPER.createObjectNode();
    manifest.put("format", FORMAT);
    manifest.put("modelSha256", ModelPackage.sha256(onnx));
    ArrayNode list = manifest.putArray("goldenCases");
    for (GoldenCase goldenCase : cases) {
      ObjectNode node = list.addObject();
      describe(node.putArray("inputs"), goldenCase.inputs(), golden);
      describe(node.putArray("outputs"), goldenCase.outputs(), golden);
    }
    manifest.put("goldenSha256", ModelPackage.sha256(golden.toByteArray()));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      put(zip, MANIFEST, MAPPER.writeValueAsBytes(manifest));
      put(zip, MODEL, onnx);
      put(zip, GOLDEN, golden.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  static Content read(byte[] file) {
    Map<String, byte[]> entries = unzip(file);
    byte[] onnx = entry(entries, MODEL);
    byte[] golden = entry(entries, GOLDEN);
    try {
      JsonNode manifest = MAPPER.readTree(entry(entries, MANIFEST));
      if (!FORMAT.equals(manifest.required("format").stringValue())) {
        throw new OnnxException(
            "The package has format %s; only %s is read"
                .formatted(manifest.required("format"), FORMAT));
      }
      requireDigest(MODEL, onnx, manifest.required("modelSha256"));
      requireDigest(GOLDEN, golden, manifest.required("goldenSha256"));
      return new Content(ByteBuffer.wrap(onnx), cases(manifest.required("goldenCases"), golden));
    } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
      throw new OnnxException("The package's %s is wrong: %s".formatted(MANIFEST, e), e);
    }
  }

  private static void describe(
      ArrayNode array, SortedMap<String, Tensor> tensors, ByteArrayOutputStream bytes) {
    tensors.forEach((name, tensor) -> {
      ObjectNode node = array.addObject();
      node.put("name", name);
      node.put("type", tensor.type().name());
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
      bytes.writeBytes(tensor.toBytes());
    });
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static Map<String, byte[]> unzip(byte[] file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!ENTRIES.contains(entry.getName()) || entries.containsKey(entry.getName())) {
          throw new OnnxException(
              "A package holds %s once each, not another %s"
                  .formatted(ENTRIES, printable(entry.getName())));
        }
        // Stored entries cannot grow beyond the file; a compressed one could, without bound.
        if (entry.getMethod() != ZipEntry.STORED) {
          throw new OnnxException(
              "Entry %s is compressed: pack the model without compression"
                  .formatted(entry.getName()));
        }
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new OnnxException("Not a model package: " + e.getMessage(), e);
    }
    return entries;
  }

  private static byte[] entry(Map<String, byte[]> entries, String name) {
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw new OnnxException(
          "Not a model package: it has the entries %s but no %s".formatted(entries.keySet(), name));
    }
    return bytes;
  }

  private static String printable(String name) {
    String cut = name.length() > 60 ? name.substring(0, 60) + "..." : name;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static void requireDigest(String name, byte[] bytes, JsonNode declared) {
    if (!ModelPackage.sha256(bytes).equals(declared.stringValue())) {
      throw new OnnxException(
          "%s does not have the digest %s of the manifest: the package is damaged, fetch it again"
              .formatted(name, declared));
    }
  }

  private static List<GoldenCase> cases(JsonNode list, byte[] golden) {
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_CASES) {
      throw new OnnxException("A package has 1 to %d golden cases".formatted(MAX_CASES));
    }
    ByteBuffer bytes = ByteBuffer.wrap(golden);
    List<GoldenCase> cases = new ArrayList<>();
    for (JsonNode node : list) {
      SortedMap<String, Tensor> inputs = tensors(node.required("inputs"), bytes);
      cases.add(new GoldenCase(inputs, tensors(node.required("outputs"), bytes)));
    }
    if (bytes.hasRemaining()) {
      throw new OnnxException(
          "%s has %d bytes too many for its golden cases".formatted(GOLDEN, bytes.remaining()));
    }
    return cases;
  }

  private static SortedMap<String, Tensor> tensors(JsonNode list, ByteBuffer bytes) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    for (JsonNode node : list) {
      DataType type = DataType.valueOf(node.required("type").stringValue());
      List<Long> shape = new ArrayList<>();
      node.required("shape").forEach(size -> shape.add(size.longValue()));
      long size = type.byteSize();
      for (long dimension : shape) {
        size = Math.multiplyExact(size, dimension);
      }
      if (shape.size() > MAX_RANK || size < 0 || size > bytes.remaining()) {
        throw new OnnxException(
            "Golden tensor %s%s does not fit into %s".formatted(type, shape, GOLDEN));
      }
      ByteBuffer data = bytes.slice(bytes.position(), Math.toIntExact(size));
      bytes.position(bytes.position() + Math.toIntExact(size));
      tensors.put(node.required("name").stringValue(), new Tensor(type, shape, data));
    }
    return tensors;
  }
}
