package dev.gyre.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes an ONNX graph node by node, in the order of the calls; equal calls give equal bytes. Every
 * value has one name. Not thread-safe; one builder makes one model.
 */
public final class GraphBuilder {

  /** Format version that is written. */
  public static final int IR_VERSION = 10;

  /** Version of the default operator set that is written. */
  public static final int OPSET = 21;

  private final GraphProto.Builder graph;
  private final Set<String> values = new HashSet<>();

  /** A graph without nodes. */
  public GraphBuilder(String name) {
    graph = GraphProto.newBuilder().setName(name);
  }

  /** Declares an input and returns its name. */
  public String input(TensorSpec spec) {
    define(spec.name());
    graph.addInput(describe(spec));
    return spec.name();
  }

  /** Declares that the value of this name, which a node computes, is an output. */
  public GraphBuilder output(TensorSpec spec) {
    require(spec.name());
    graph.addOutput(describe(spec));
    return this;
  }

  /** Adds a constant and returns its name. */
  public String constant(String name, Tensor value) {
    define(name);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(value.type().onnxCode())
            .addAllDims(value.shape())
            .setRawData(ByteString.copyFrom(value.data())));
    return name;
  }

  /**
   * Adds a node with one output and returns the output's name, which is also the node's.
   *
   * @param inputs names of values defined before; an empty name leaves an optional input out
   * @throws OnnxException if an input is unknown or the output's name is taken
   */
  public String node(String operator, String output, List<String> inputs, Attribute... attributes) {
    inputs.stream().filter(name -> !name.isEmpty()).forEach(this::require);
    define(output);
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(inputs)
            .addOutput(output);
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.proto());
    }
    graph.addNode(node);
    return output;
  }

  /**
   * The ONNX file.
   *
   * @param metadata entries of the metadata map, written in key order
   */
  public byte[] build(Map<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("gyre")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    new TreeMap<>(metadata)
        .forEach((key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  private void define(String name) {
    if (!values.add(name)) {
      throw new OnnxException("The graph already has a value %s: choose another".formatted(name));
    }
  }

  private void require(String name) {
    if (!values.contains(name)) {
      throw new OnnxException("The graph has no value %s: add what computes it".formatted(name));
    }
  }

  private static ValueInfoProto describe(TensorSpec spec) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dimension dimension : spec.dimensions()) {
      switch (dimension) {
        case Dimension.Fixed(long size) -> shape.addDimBuilder().setDimValue(size);
        case Dimension.Named(String name) -> shape.addDimBuilder().setDimParam(name);
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(spec.name())
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(spec.type().onnxCode())
                        .setShape(shape)))
        .build();
  }
}
