package dev.gyre.serving.oip;

import dev.gyre.api.serving.LogId;
import dev.gyre.onnx.Tensor;
import dev.gyre.serving.predict.TensorPredictor.Inference;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a request for inference: JSON, and binary outputs behind it. */
final class InferResponse {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final byte[] body;
  private final int jsonLength;

  private InferResponse(byte[] body, int jsonLength) {
    this.body = body;
    this.jsonLength = jsonLength;
  }

  static InferResponse of(String model, InferRequest request, Inference inference) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("model_name", model);
    answer.put("model_version", Integer.toString(inference.modelVersion()));
    if (request.id() != null) {
      answer.put("id", request.id());
    }
    if (!inference.logIds().isEmpty()) {
      answer
          .putObject("parameters")
          .put(
              "log_ids",
              inference.logIds().stream().map(LogId::toString).collect(Collectors.joining(",")));
    }
    ArrayNode outputs = answer.putArray("outputs");
    List<byte[]> binary = new ArrayList<>();
    for (InferRequest.Output output : request.outputs()) {
      Tensor tensor = inference.outputs().get(output.name());
      if (tensor == null) {
        throw new IllegalStateException("The model gave no output '%s'".formatted(output.name()));
      }
      ObjectNode node = outputs.addObject();
      node.put("name", output.name());
      node.put("datatype", tensor.type().name());
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(size -> shape.add(size.longValue()));
      if (output.binary()) {
        node.putObject("parameters").put("binary_data_size", tensor.byteCount());
        binary.add(tensor.toBytes());
      } else {
        addValues(node.putArray("data"), tensor);
      }
    }
    byte[] json = JSON.writeValueAsBytes(answer);
    ByteArrayOutputStream body = new ByteArrayOutputStream(json.length);
    body.writeBytes(json);
    binary.forEach(body::writeBytes);
    return new InferResponse(body.toByteArray(), json.length);
  }

  byte[] body() {
    return body;
  }

  /** Bytes of JSON at the beginning. */
  int jsonLength() {
    return jsonLength;
  }

  boolean hasBinary() {
    return jsonLength < body.length;
  }

  private static void addValues(ArrayNode data, Tensor tensor) {
    switch (tensor.type()) {
      case FP32 -> {
        for (float value : tensor.toFloats()) {
          data.add(value);
        }
      }
      case INT64 -> {
        for (long value : tensor.toLongs()) {
          data.add(value);
        }
      }
      case BOOL, UINT8, INT16, INT32, FP64 -> {
        for (int i = 0; i < tensor.elementCount(); i++) {
          data.add(tensor.valueAt(i));
        }
      }
    }
  }
}
