package dev.gyre.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.ValueCase;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.gyre.onnx.OnnxInspection.Reason;
import dev.gyre.onnx.OnnxInspection.Refused;
import dev.gyre.onnx.OnnxInspection.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks a model's graph, its subgraphs and its functions. */
final class GraphReader {
  private static final Set<String> KNOWN_DOMAINS =
      Set.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft");

  private final ModelProto model;
  private final Set<String> functions = new HashSet<>();
  private final SortedSet<String> operators = new TreeSet<>();
  private final SortedSet<String> customOperators = new TreeSet<>();
  private final SortedSet<String> externalTensors = new TreeSet<>();
  private long parameterCount;

  private GraphReader(ModelProto model) {
    this.model = model;
  }

  static OnnxInspection inspect(byte[] onnx) {
    try {
      ModelProto model = ModelProto.parseFrom(onnx);
      if (model.getIrVersion() < 1 || model.getGraph().getNodeCount() == 0) {
        return new Refused(
            Reason.NOT_ONNX, "Not an ONNX model: it has no version or no nodes. Export it again");
      }
      return new GraphReader(model).read();
    } catch (InvalidProtocolBufferException e) {
      return new Refused(Reason.NOT_ONNX, "Not an ONNX model: " + e.getMessage());
    }
  }

  private OnnxInspection read() {
    model.getFunctionsList().forEach(f -> functions.add(f.getDomain() + "." + f.getName()));
    model.getFunctionsList().forEach(f -> f.getNodeList().forEach(this::visit));
    visit(model.getGraph());
    SortedMap<String, Long> opsets = new TreeMap<>();
    model
        .getOpsetImportList()
        .forEach(
            o -> opsets.put(o.getDomain().equals("ai.onnx") ? "" : o.getDomain(), o.getVersion()));
    return refusal(opsets)
        .map(OnnxInspection.class::cast)
        .orElseGet(() ->
            new OnnxInspection.Inspected(
                model.getIrVersion(),
                Collections.unmodifiableSortedMap(opsets),
                model.getProducerName(),
                modelInputs(),
                values(model.getGraph().getOutputList()),
                Collections.unmodifiableSortedSet(operators),
                parameterCount,
                metadata()));
  }

  private Optional<Refused> refusal(SortedMap<String, Long> opsets) {
    if (model.getIrVersion() > OnnxInspection.MAX_IR_VERSION) {
      return refused(
          Reason.IR_TOO_NEW,
          "The file has IR version %d; at most %d is supported: export it with an older version"
              .formatted(model.getIrVersion(), OnnxInspection.MAX_IR_VERSION));
    }
    long opset = opsets.getOrDefault("", 0L);
    if (opset > OnnxInspection.MAX_OPSET) {
      return refused(
          Reason.OPSET_TOO_NEW,
          "The file uses opset %d; at most %d is supported: export it with an older opset"
              .formatted(opset, OnnxInspection.MAX_OPSET));
    }
    if (!customOperators.isEmpty()) {
      return refused(
          Reason.CUSTOM_OPERATORS,
          "The file needs custom operators %s: export it with standard operators only"
              .formatted(customOperators));
    }
    if (!externalTensors.isEmpty()) {
      return refused(
          Reason.EXTERNAL_DATA,
          "The tensors %s lie outside the file: save the model with its weights inside"
              .formatted(externalTensors));
    }
    return unsupportedValue();
  }

  private Optional<Refused> unsupportedValue() {
    List<ValueInfoProto> all = new ArrayList<>(inputProtos());
    all.addAll(model.getGraph().getOutputList());
    for (ValueInfoProto value : all) {
      if (!value.getType().hasTensorType()
          || DataType.ofOnnxCode(value.getType().getTensorType().getElemType()).isEmpty()) {
        return refused(
            Reason.UNSUPPORTED_TYPE,
            "%s is not a tensor of %s: cast it inside the graph"
                .formatted(value.getName(), List.of(DataType.values())));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> refused(Reason reason, String message) {
    return Optional.of(new Refused(reason, message));
  }

  private void visit(GraphProto graph) {
    graph.getInitializerList().forEach(this::visit);
    graph
        .getSparseInitializerList()
        .forEach(sparse -> {
          visit(sparse.getValues());
          visit(sparse.getIndices());
        });
    graph.getNodeList().forEach(this::visit);
  }

  private void visit(TensorProto tensor) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      externalTensors.add(tensor.getName());
    }
    parameterCount += tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b);
  }

  private void visit(NodeProto node) {
    operators.add(node.getDomain().isEmpty() ? node.getOpType() : qualified(node));
    if (!KNOWN_DOMAINS.contains(node.getDomain()) && !functions.contains(qualified(node))) {
      customOperators.add(qualified(node));
    }
    for (AttributeProto attribute : node.getAttributeList()) {
      visit(attribute);
    }
  }

  private void visit(AttributeProto attribute) {
    if (attribute.hasG()) {
      visit(attribute.getG());
    }
    if (attribute.hasT()) {
      visit(attribute.getT());
    }
    attribute.getGraphsList().forEach(this::visit);
    attribute.getTensorsList().forEach(this::visit);
  }

  private static String qualified(NodeProto node) {
    return node.getDomain() + "." + node.getOpType();
  }

  /** Graph inputs that are not constants: old exporters list constants as inputs too. */
  private List<ValueInfoProto> inputProtos() {
    Set<String> constants = new HashSet<>();
    model.getGraph().getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    return model.getGraph().getInputList().stream()
        .filter(input -> !constants.contains(input.getName()))
        .toList();
  }

  private List<Value> modelInputs() {
    return values(inputProtos());
  }

  private static List<Value> values(List<ValueInfoProto> protos) {
    return protos.stream().map(GraphReader::value).toList();
  }

  private static Value value(ValueInfoProto proto) {
    int code = proto.getType().getTensorType().getElemType();
    List<Dimension> dimensions = new ArrayList<>();
    proto
        .getType()
        .getTensorType()
        .getShape()
        .getDimList()
        .forEach(d ->
            dimensions.add(
                d.getValueCase() == ValueCase.DIM_VALUE && d.getDimValue() > 0
                    ? Dimension.of(d.getDimValue())
                    : Dimension.of(d.getDimParam().isBlank() ? "?" : d.getDimParam())));
    return new Value(
        proto.getName(),
        DataType.ofOnnxCode(code).orElseThrow().name(),
        Collections.unmodifiableList(dimensions));
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(metadata);
  }
}
