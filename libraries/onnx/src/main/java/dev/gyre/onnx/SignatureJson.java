package dev.gyre.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Text form of a signature: fixed key order, a dimension is a number or a name. */
final class SignatureJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private SignatureJson() {}

  static String write(ModelSignature signature) {
    ObjectNode root = MAPPER.createObjectNode();
    writeSpecs(root.putArray("inputs"), signature.inputs());
    writeSpecs(root.putArray("outputs"), signature.outputs());
    ArrayNode classes = root.putArray("classNames");
    signature.classNames().forEach(classes::add);
    return MAPPER.writeValueAsString(root);
  }

  static ModelSignature read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      List<String> classes = new ArrayList<>();
      root.required("classNames").forEach(name -> classes.add(name.stringValue()));
      return new ModelSignature(
          readSpecs(root.required("inputs")), readSpecs(root.required("outputs")), classes);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new OnnxException("Not a model signature: " + e.getMessage(), e);
    }
  }

  private static void writeSpecs(ArrayNode array, List<TensorSpec> specs) {
    for (TensorSpec spec : specs) {
      ObjectNode node = array.addObject();
      node.put("name", spec.name());
      node.put("type", spec.type().name());
      writeDimensions(node.putArray("shape"), spec.dimensions());
      node.put("unit", spec.unit());
      PixelFormat pixelFormat = spec.pixelFormat();
      if (pixelFormat != null) {
        node.put("pixelFormat", pixelFormat.name());
      }
      ValueRange range = spec.range();
      if (range != null) {
        node.putArray("range").add(range.min()).add(range.max());
      }
      Float invalid = spec.invalid();
      if (invalid != null) {
        node.put("invalid", invalid);
      }
    }
  }

  private static void writeDimensions(ArrayNode array, List<Dimension> dimensions) {
    for (Dimension dimension : dimensions) {
      switch (dimension) {
        case Dimension.Fixed(long size) -> array.add(size);
        case Dimension.Named(String name) -> array.add(name);
      }
    }
  }

  private static List<TensorSpec> readSpecs(JsonNode array) {
    List<TensorSpec> specs = new ArrayList<>();
    for (JsonNode node : array) {
      JsonNode format = node.get("pixelFormat");
      JsonNode invalid = node.get("invalid");
      specs.add(
          new TensorSpec(
              node.required("name").stringValue(),
              DataType.valueOf(node.required("type").stringValue()),
              readDimensions(node.required("shape")),
              node.required("unit").stringValue(),
              format == null ? null : PixelFormat.valueOf(format.stringValue()),
              readRange(node.get("range")),
              invalid == null ? null : invalid.floatValue()));
    }
    return specs;
  }

  private static @Nullable ValueRange readRange(@Nullable JsonNode range) {
    return range == null
        ? null
        : new ValueRange(range.required(0).doubleValue(), range.required(1).doubleValue());
  }

  private static List<Dimension> readDimensions(JsonNode array) {
    List<Dimension> dimensions = new ArrayList<>();
    for (JsonNode node : array) {
      dimensions.add(
          node.isString() ? Dimension.of(node.stringValue()) : Dimension.of(node.longValue()));
    }
    return dimensions;
  }
}
