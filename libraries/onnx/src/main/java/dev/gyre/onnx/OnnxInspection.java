package dev.gyre.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What an ONNX file declares, read without running it and without opening any other file. Meant for
 * uploads from strangers: it never throws for bad content.
 */
public sealed interface OnnxInspection {

  /** Highest format version that the pinned runtime reads. */
  int MAX_IR_VERSION = 13;

  /** Highest version of the default operator set that the pinned runtime runs. */
  int MAX_OPSET = 26;

  /** Reads the file. */
  static OnnxInspection of(byte[] onnx) {
    return GraphReader.inspect(onnx);
  }

  /** The facts, or an exception that says why there are none. */
  default Inspected orThrow() {
    return switch (this) {
      case Inspected inspected -> inspected;
      case Refused refused -> throw new OnnxException(refused.message());
    };
  }

  /**
   * A file that the runtime should take.
   *
   * @param opsets operator set versions by domain; the default domain is the empty name
   * @param parameterCount number of values in constants
   */
  record Inspected(
      long irVersion,
      SortedMap<String, Long> opsets,
      String producer,
      List<Value> inputs,
      List<Value> outputs,
      SortedSet<String> operators,
      long parameterCount,
      Map<String, String> metadata)
      implements OnnxInspection {

    /** The model's signature, if it carries one. */
    public Optional<ModelSignature> signature() {
      return ModelSignature.findIn(metadata);
    }
  }

  /** A file that is not taken, why, and what to do. */
  record Refused(Reason reason, String message) implements OnnxInspection {}

  /** Why a file is not taken. */
  enum Reason {
    NOT_ONNX,
    IR_TOO_NEW,
    OPSET_TOO_NEW,
    CUSTOM_OPERATORS,
    EXTERNAL_DATA,
    UNSUPPORTED_TYPE
  }

  /**
   * A declared input or output.
   *
   * @param elementType name of a {@link DataType}
   */
  record Value(String name, String elementType, List<Dimension> dimensions) {}
}
