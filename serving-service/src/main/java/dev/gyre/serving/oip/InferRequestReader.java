package dev.gyre.serving.oip;

import static dev.gyre.onnx.ImageClassifierGraph.CLASS_INDEX;
import static dev.gyre.onnx.ImageClassifierGraph.IMAGE;
import static dev.gyre.onnx.ImageClassifierGraph.PROBABILITIES;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.DataType;
import dev.gyre.onnx.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a request for inference: JSON, with the image's values in it or, by the binary tensor data
 * extension, behind it. Values go straight into bytes: a tree of a picture would be many times its
 * size.
 */
final class InferRequestReader {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> OUTPUTS = List.of(PROBABILITIES, CLASS_INDEX);

  private final String model;
  private final byte[] body;
  private final int jsonLength;
  private @Nullable String id;
  private boolean binaryByDefault;
  private @Nullable Input input;
  private @Nullable JsonNode outputs;

  /**
   * @param jsonLength bytes of JSON at the beginning; the rest is binary
   */
  private InferRequestReader(String model, byte[] body, int jsonLength) {
    this.model = model;
    this.body = body;
    this.jsonLength = jsonLength;
  }

  /**
   * @param headerLength of {@code Inference-Header-Content-Length}; absent for JSON alone
   * @throws PlatformException with {@code UNREADABLE_BODY} or {@code INVALID_ARGUMENT}
   */
  static InferRequest read(String model, byte[] body, @Nullable String headerLength) {
    int length = headerLength == null ? body.length : length(headerLength, body.length);
    try {
      return new InferRequestReader(model, body, length).read();
    } catch (JacksonException e) {
      throw new PlatformException(
          ErrorCode.UNREADABLE_BODY, "The request is not JSON: " + e.getOriginalMessage());
    }
  }

  private static int length(String header, int available) {
    try {
      int length = Integer.parseInt(header.strip());
      if (length >= 1 && length <= available) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw PlatformException.invalid(
        "Inference-Header-Content-Length",
        header,
        "from 1 to the %d bytes that were sent".formatted(available));
  }

  private InferRequest read() {
    try (JsonParser parser = JSON.createParser(body, 0, jsonLength)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "The request must be a JSON object");
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        readMember(parser, String.valueOf(parser.currentName()));
      }
      require(parser.nextToken() == null, "Something follows the JSON object");
    }
    if (input == null) {
      throw PlatformException.invalid("inputs", null, "one tensor with the name 'image'");
    }
    return new InferRequest(id, input.tensor(body, jsonLength, model), wanted());
  }

  private void readMember(JsonParser parser, String name) {
    JsonToken value = parser.nextToken();
    switch (name) {
      case "id" -> id = parser.getValueAsString();
      case "inputs" -> {
        require(value == JsonToken.START_ARRAY, "inputs must be an array");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          readInput(parser);
        }
      }
      case "outputs" -> outputs = parser.readValueAsTree();
      case "parameters" -> {
        JsonNode parameters = parser.readValueAsTree();
        binaryByDefault = parameters.path("binary_data_output").asBoolean(false);
      }
      default -> parser.skipChildren();
    }
  }

  private void readInput(JsonParser parser) {
    require(parser.currentToken() == JsonToken.START_OBJECT, "An input must be an object");
    require(input == null, "Model '%s' has one input; more were sent".formatted(model));
    Input read = new Input();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = String.valueOf(parser.currentName());
      JsonToken value = parser.nextToken();
      switch (name) {
        case "name" -> read.name = parser.getValueAsString("");
        case "datatype" -> read.datatype = parser.getValueAsString("");
        case "shape" -> read.shape = shape(parser.readValueAsTree());
        case "data" -> {
          require(value == JsonToken.START_ARRAY, "data must be an array");
          read.values = values(parser);
        }
        case "parameters" -> {
          JsonNode parameters = parser.readValueAsTree();
          read.binarySize = parameters.path("binary_data_size").asInt(-1);
        }
        default -> parser.skipChildren();
      }
    }
    input = read;
  }

  /** Flat or nested arrays of whole numbers, in the order in which they stand. */
  private static byte[] values(JsonParser parser) {
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (int depth = 1; depth > 0; ) {
      switch (parser.nextToken()) {
        case START_ARRAY -> depth++;
        case END_ARRAY -> depth--;
        case VALUE_NUMBER_INT -> {
          int value = parser.getIntValue();
          if (value < 0 || value > 255) {
            throw PlatformException.invalid("data", value, "from 0 to 255 for UINT8");
          }
          values.write(value);
        }
        case null, default ->
            throw PlatformException.invalid(
                "data", parser.getValueAsString(), "whole numbers for UINT8");
      }
    }
    return values.toByteArray();
  }

  private static List<Long> shape(JsonNode node) {
    List<Long> shape = new ArrayList<>();
    for (JsonNode size : node) {
      if (!size.isIntegralNumber() || size.longValue() < 0 || size.longValue() > 1 << 30) {
        throw PlatformException.invalid("shape", node, "whole numbers from 0 to 2^30");
      }
      shape.add(size.longValue());
    }
    return shape;
  }

  private List<InferRequest.Output> wanted() {
    List<InferRequest.Output> wanted = new ArrayList<>();
    if (outputs == null || outputs.isEmpty()) {
      OUTPUTS.forEach(name -> wanted.add(new InferRequest.Output(name, binaryByDefault)));
      return wanted;
    }
    for (JsonNode output : outputs) {
      String name = output.path("name").asString("");
      if (!OUTPUTS.contains(name)) {
        throw PlatformException.invalid("outputs", name, "one of " + OUTPUTS);
      }
      require(
          wanted.stream().noneMatch(other -> other.name().equals(name)),
          "Output '%s' is asked for twice".formatted(name));
      boolean binary = output.path("parameters").path("binary_data").asBoolean(binaryByDefault);
      wanted.add(new InferRequest.Output(name, binary));
    }
    return wanted;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new PlatformException(ErrorCode.INVALID_ARGUMENT, otherwise);
    }
  }

  /** An input while it is read: its members come in any order. */
  private static final class Input {
    private String name = "";
    private String datatype = "";
    private List<Long> shape = List.of();
    private byte @Nullable [] values;
    private int binarySize = -1;

    Tensor tensor(byte[] body, int from, String model) {
      if (!name.equals(IMAGE)) {
        throw PlatformException.invalid("inputs", name, "the input 'image'");
      }
      if (!datatype.equals(DataType.UINT8.name())) {
        throw PlatformException.invalid("datatype", datatype, "UINT8");
      }
      ByteBuffer data = values == null ? binary(body, from) : ByteBuffer.wrap(values);
      long expected = 1;
      for (long size : shape) {
        expected = Math.min(expected * size, 1L << 31);
      }
      require(
          data.remaining() == expected,
          "input byte size mismatch for input '%s' for model '%s'. Expected %d, got %d"
              .formatted(name, model, expected, data.remaining()));
      return new Tensor(DataType.UINT8, shape, data);
    }

    private ByteBuffer binary(byte[] body, int from) {
      int rest = body.length - from;
      require(binarySize >= 0, "Input 'image' has neither data nor binary_data_size");
      require(
          binarySize == rest,
          "Input 'image' announces %d binary bytes, but %d were sent".formatted(binarySize, rest));
      return ByteBuffer.wrap(body, from, rest);
    }
  }
}
