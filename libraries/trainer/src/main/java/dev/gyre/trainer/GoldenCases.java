package dev.gyre.trainer;

import dev.gyre.onnx.GoldenCase;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.ModelGraph;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a package must answer, computed in plain Java from what the training engine gave. */
final class GoldenCases {
  private final ModelGraph graph;
  private final List<Map<String, Tensor>> inputs;
  private final TrainedNetwork.Outputs outputs;
  private final int classes;
  private final double tie;

  GoldenCases(ModelGraph graph, List<Map<String, Tensor>> inputs, TrainedNetwork.Outputs outputs) {
    this.graph = graph;
    this.inputs = inputs;
    this.outputs = outputs;
    classes = graph.classNames().size();
    double largest = 0;
    for (float logit : outputs.logits().toFloats()) {
      largest = Math.max(largest, Math.abs(logit));
    }
    tie = Parity.RELATIVE_TOLERANCE * largest;
  }

  /** As a package carries them. */
  List<GoldenCase> shipped() {
    return cases(false);
  }

  /** With the logits: probabilities saturate and hide deviations. */
  List<GoldenCase> strict() {
    return cases(true);
  }

  private List<GoldenCase> cases(boolean withLogits) {
    List<GoldenCase> cases = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor logits = outputs.logits().rows(i, i + 1);
      Map<String, Tensor> answers =
          switch (graph) {
            case ImageClassifierGraph _ -> classified(logits);
            case SegmenterGraph segmenter ->
                segmented(segmenter, logits, outputs.embedding().rows(i, i + 1));
          };
      if (withLogits) {
        answers.put(ModelGraph.LOGITS, logits);
      }
      cases.add(GoldenCase.of(inputs.get(i), answers));
    }
    return cases;
  }

  private Map<String, Tensor> classified(Tensor logits) {
    double[] probabilities = Softmax.of(logits.toFloats(), 0, classes, 1);
    float[] rounded = new float[classes];
    for (int k = 0; k < classes; k++) {
      rounded[k] = (float) probabilities[k];
    }
    Map<String, Tensor> answers = new TreeMap<>();
    answers.put(ImageClassifierGraph.PROBABILITIES, Tensor.ofFloats(rounded, 1, classes));
    long best = Softmax.largest(probabilities);
    answers.put(ImageClassifierGraph.CLASS_INDEX, Tensor.ofLongs(new long[] {best}, 1));
    return answers;
  }

  private Map<String, Tensor> segmented(SegmenterGraph segmenter, Tensor logits, Tensor embedding) {
    int height = segmenter.preprocessing().heightPx();
    int width = segmenter.preprocessing().widthPx();
    int places = height * width;
    float[] values = logits.toFloats();
    byte[] map = new byte[places];
    float[] confidences = new float[places];
    double sum = 0;
    for (int place = 0; place < places; place++) {
      double[] probabilities = Softmax.of(values, place, classes, places);
      int best = Softmax.largest(probabilities);
      map[place] = (byte) (isTied(values, place, places, best) ? SegmenterGraph.TIED : best);
      confidences[place] = (float) probabilities[best];
      sum += probabilities[best];
    }
    float mean = (float) (sum / places);
    Map<String, Tensor> answers = new TreeMap<>();
    answers.put(SegmenterGraph.CLASS_MAP, Tensor.ofUint8(map, 1, height, width));
    answers.put(SegmenterGraph.CONFIDENCE_MAP, Tensor.ofFloats(confidences, 1, height, width));
    answers.put(SegmenterGraph.CONFIDENCE, Tensor.ofFloats(new float[] {mean}, 1));
    answers.put(SegmenterGraph.EMBEDDING, embedding);
    return answers;
  }

  private boolean isTied(float[] logits, int place, int places, int best) {
    for (int k = 0; k < classes; k++) {
      double behind = (double) logits[best * places + place] - logits[k * places + place];
      if (k != best && behind <= tie) {
        return true;
      }
    }
    return false;
  }
}
