package dev.gyre.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Element type of a tensor, named as in the Open Inference Protocol. There is no UINT16: ONNX
 * Runtime for Java cannot feed one, so 16-bit depth is declared {@link #INT16} and the graph casts
 * it.
 */
public enum DataType {
  BOOL(1, TensorProto.DataType.BOOL, OnnxJavaType.BOOL),
  UINT8(1, TensorProto.DataType.UINT8, OnnxJavaType.UINT8),
  INT16(2, TensorProto.DataType.INT16, OnnxJavaType.INT16),
  INT32(4, TensorProto.DataType.INT32, OnnxJavaType.INT32),
  INT64(8, TensorProto.DataType.INT64, OnnxJavaType.INT64),
  FP32(4, TensorProto.DataType.FLOAT, OnnxJavaType.FLOAT),
  FP64(8, TensorProto.DataType.DOUBLE, OnnxJavaType.DOUBLE);

  private final int byteSize;
  private final TensorProto.DataType proto;
  private final OnnxJavaType runtimeType;

  DataType(int byteSize, TensorProto.DataType proto, OnnxJavaType runtimeType) {
    this.byteSize = byteSize;
    this.proto = proto;
    this.runtimeType = runtimeType;
  }

  /** Bytes of one element. */
  public int byteSize() {
    return byteSize;
  }

  /** True for FP32 and FP64, whose values are compared with a tolerance. */
  public boolean isFloating() {
    return this == FP32 || this == FP64;
  }

  /** The code that ONNX files use. */
  int onnxCode() {
    return proto.getNumber();
  }

  OnnxJavaType runtimeType() {
    return runtimeType;
  }

  /** The type with this ONNX code; empty if this platform has none. */
  static Optional<DataType> ofOnnxCode(int code) {
    return Arrays.stream(values()).filter(type -> type.onnxCode() == code).findFirst();
  }

  static Optional<DataType> ofRuntimeType(OnnxJavaType runtimeType) {
    return Arrays.stream(values()).filter(type -> type.runtimeType == runtimeType).findFirst();
  }
}
