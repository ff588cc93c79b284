package dev.gyre.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.gyre.onnx.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A checkpoint's files. */
final class CheckpointFolder {
  private static final String FORMAT = "gyre-checkpoint/1";
  private static final String STATE = "state.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String MOMENTS = "adam.safetensors";
  private static final Pattern NAME = Pattern.compile("epoch-\\d{6}");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CheckpointFolder() {}

  static Path write(Checkpoint checkpoint, Path directory) throws IOException {
    String name = "epoch-%06d".formatted(checkpoint.epoch());
    Path target = directory.resolve(name);
    if (Files.exists(target)) {
      throw new TrainerException("%s exists: write to another directory".formatted(target));
    }
    byte[] weights = encode(checkpoint.weights());
    byte[] moments = encode(checkpoint.moments());
    ObjectNode state = MAPPER.createObjectNode();
    state.put("format", FORMAT);
    state.put("epoch", checkpoint.epoch());
    state.put("step", checkpoint.step());
    ObjectNode plan = state.putObject("plan");
    checkpoint.plan().forEach(plan::put);
    state.put("weightsSha256", sha256(weights));
    state.put("momentsSha256", sha256(moments));
    Files.createDirectories(directory);
    // In the same directory, so that the move is a rename.
    Path partial = Files.createTempDirectory(directory, "." + name + "-");
    writeDurably(partial.resolve(WEIGHTS), weights);
    writeDurably(partial.resolve(MOMENTS), moments);
    writeDurably(
        partial.resolve(STATE), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  static Checkpoint read(Path folder) throws IOException {
    for (String file : List.of(STATE, WEIGHTS, MOMENTS)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new TrainerException(
            "%s has no %s: it is not a checkpoint, choose another".formatted(folder, file));
      }
    }
    try {
      JsonNode state = MAPPER.readTree(Files.readAllBytes(folder.resolve(STATE)));
      if (!FORMAT.equals(state.required("format").stringValue())) {
        throw new TrainerException(
            "%s has format %s; only %s is read"
                .formatted(folder, state.required("format"), FORMAT));
      }
      SortedMap<String, String> plan = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : state.required("plan").properties()) {
        plan.put(entry.getKey(), entry.getValue().stringValue());
      }
      return new Checkpoint(
          state.required("epoch").intValue(),
          state.required("step").longValue(),
          plan,
          readTensors(folder.resolve(WEIGHTS), state.required("weightsSha256")),
          readTensors(folder.resolve(MOMENTS), state.required("momentsSha256")));
    } catch (JacksonException e) {
      throw new TrainerException("%s in %s is damaged: %s".formatted(STATE, folder, e), e);
    }
  }

  static Optional<Path> findLatest(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> NAME.matcher(child.getFileName().toString()).matches())
          .max(Path::compareTo);
    }
  }

  private static SortedMap<String, Tensor> readTensors(Path file, JsonNode digest)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!sha256(bytes).equals(digest.stringValue())) {
      throw new TrainerException(
          "%s does not have the digest %s: it is damaged, resume from another checkpoint"
              .formatted(file, digest));
    }
    return decode(bytes);
  }

  private static byte[] encode(SortedMap<String, Tensor> tensors) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDList list = new NDList();
      tensors.forEach((name, tensor) -> {
        Shape shape = new Shape(tensor.dimensions());
        NDArray array = manager.create(FloatBuffer.wrap(tensor.toFloats()), shape);
        array.setName(name);
        list.add(array);
      });
      return list.encode(NDList.Encoding.SAFETENSORS);
    }
  }

  private static SortedMap<String, Tensor> decode(byte[] bytes) {
    try (NDManager manager = NDManager.newBaseManager()) {
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      for (NDArray array : NDList.decode(manager, bytes)) {
        tensors.put(
            array.getName(), Tensor.ofFloats(array.toFloatArray(), array.getShape().getShape()));
      }
      return tensors;
    }
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
