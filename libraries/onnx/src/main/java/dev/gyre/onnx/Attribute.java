package dev.gyre.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;

/** An attribute of a graph node. */
public final class Attribute {
  private final AttributeProto proto;

  private Attribute(AttributeProto.Builder proto, String name, AttributeProto.AttributeType type) {
    this.proto = proto.setName(name).setType(type).build();
  }

  /** A whole number. */
  public static Attribute ofInt(String name, long value) {
    return new Attribute(
        AttributeProto.newBuilder().setI(value), name, AttributeProto.AttributeType.INT);
  }

  /** A list of whole numbers. */
  public static Attribute ofInts(String name, long... values) {
    return new Attribute(
        AttributeProto.newBuilder().addAllInts(Arrays.stream(values).boxed().toList()),
        name,
        AttributeProto.AttributeType.INTS);
  }

  /** A single precision number. */
  public static Attribute ofFloat(String name, float value) {
    return new Attribute(
        AttributeProto.newBuilder().setF(value), name, AttributeProto.AttributeType.FLOAT);
  }

  /** A text. */
  public static Attribute ofString(String name, String value) {
    return new Attribute(
        AttributeProto.newBuilder().setS(ByteString.copyFromUtf8(value)),
        name,
        AttributeProto.AttributeType.STRING);
  }

  AttributeProto proto() {
    return proto;
  }
}
