package dev.gyre.onnx;

import java.util.List;
import java.util.Map;

/**
 * The whole graph of a model: stored streams in, an answer out. Preprocessing and the last steps
 * are part of it, so that training, evaluation and serving cannot disagree.
 */
public sealed interface ModelGraph permits ImageClassifierGraph, SegmenterGraph {

  /** FP32 scores before softmax, of N, K or N, K, H, W; an output of proofs alone. */
  String LOGITS = "logits";

  /** Compiled into the graph. */
  Preprocessing preprocessing();

  /** Class names by index. */
  List<String> classNames();

  /** Further entries of the ONNX metadata map, such as the run's id. */
  Map<String, String> metadata();

  /** The part between preprocessing and softmax. */
  @FunctionalInterface
  interface Body {
    /** Appends nodes that turn FP32 N, C, H, W into the logits and returns the logits' name. */
    String appendTo(GraphBuilder graph, String input);
  }

  /** Signature of {@link #build}. */
  ModelSignature signature();

  /** The ONNX file to ship, with its signature. */
  default byte[] build(Body body) {
    return AnswerNodes.build(this, body, false);
  }

  /** The same graph with the logits as a further output, for a strict parity check; not shipped. */
  default byte[] buildWithLogits(Body body) {
    return AnswerNodes.build(this, body, true);
  }
}
