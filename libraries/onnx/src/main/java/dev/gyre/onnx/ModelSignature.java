package dev.gyre.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Named, typed, shaped inputs and outputs of a model with units, pixel format, range and class
 * names. It travels inside the ONNX file, in the metadata map under {@link #METADATA_KEY}.
 *
 * @param classNames class names by index; empty if the model names no classes
 */
public record ModelSignature(
    List<TensorSpec> inputs, List<TensorSpec> outputs, List<String> classNames) {

  /** Key of the signature's JSON in the ONNX metadata map. */
  public static final String METADATA_KEY = "gyre.signature";

  /** Refuses a model without inputs or outputs, and names used twice. */
  public ModelSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    classNames = List.copyOf(classNames);
    if (inputs.isEmpty() || outputs.isEmpty()) {
      throw new OnnxException("A model signature needs at least one input and one output");
    }
    requireDistinct("input", inputs.stream().map(TensorSpec::name).toList());
    requireDistinct("output", outputs.stream().map(TensorSpec::name).toList());
    requireDistinct("class", classNames);
  }

  /** The signature as JSON, in which equal signatures have equal text. */
  public String toJson() {
    return SignatureJson.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws OnnxException if the text is not a signature
   */
  public static ModelSignature fromJson(String json) {
    return SignatureJson.read(json);
  }

  /** The signature in a metadata map, if there is one. */
  public static Optional<ModelSignature> findIn(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(METADATA_KEY)).map(ModelSignature::fromJson);
  }

  /**
   * The ONNX file with this signature in its metadata map, in place of an earlier one. All other
   * content is kept; keys are sorted, so equal arguments give equal bytes.
   */
  public byte[] attachTo(byte[] onnx) {
    ModelProto.Builder model;
    try {
      model = ModelProto.parseFrom(onnx).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new OnnxException("Not an ONNX file: " + e.getMessage(), e);
    }
    Map<String, String> metadata = new TreeMap<>();
    model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
    metadata.put(METADATA_KEY, toJson());
    model.clearMetadataProps();
    metadata.forEach((key, value) ->
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  /** What in the graph differs from this signature, in words; empty if nothing does. */
  Optional<String> differenceFrom(OnnxInspection.Inspected graph) {
    return differenceFrom("input", inputs, graph.inputs())
        .or(() -> differenceFrom("output", outputs, graph.outputs()));
  }

  private static Optional<String> differenceFrom(
      String kind, List<TensorSpec> declared, List<OnnxInspection.Value> found) {
    Map<String, OnnxInspection.Value> byName = new TreeMap<>();
    found.forEach(value -> byName.put(value.name(), value));
    if (!byName.keySet().equals(Set.copyOf(declared.stream().map(TensorSpec::name).toList()))) {
      return Optional.of("the graph's %ss are %s".formatted(kind, byName.keySet()));
    }
    for (TensorSpec spec : declared) {
      OnnxInspection.Value value = byName.get(spec.name());
      if (value == null
          || !value.elementType().equals(spec.type().name())
          || value.dimensions().size() != spec.dimensions().size()) {
        return Optional.of("%s %s is %s in the graph".formatted(kind, spec.name(), value));
      }
    }
    return Optional.empty();
  }

  private static void requireDistinct(String kind, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new OnnxException(
            "The %s name %s is used twice: names must be distinct".formatted(kind, name));
      }
    }
  }
}
