package dev.gyre.worker.job;

import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.PreparedReader;
import dev.gyre.streams.preparation.PreparedSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Prepared streets, and how well somebody's class maps of them are. */
public final class StreetSamples {

  private final List<Map<String, Tensor>> stored = new ArrayList<>();
  private final List<NdArray> truths = new ArrayList<>();

  private StreetSamples() {}

  /** All samples of a shard. */
  public static StreetSamples read(Path shard) throws IOException {
    PreparationSpec spec =
        Preparations.shards(Streets.PREPARATION, Streets.CLASSES, Streets.STREAMS);
    Preprocessing graph = ModelInputs.of(spec, Streets.PREPARATION.modelInput());
    StreetSamples samples = new StreetSamples();
    try (PreparedReader reader = PreparedReader.open(shard, spec, Codecs.standard())) {
      Optional<PreparedSample> sample = reader.next();
      while (sample.isPresent()) {
        samples.stored.add(StoredStreams.tensors(graph, List.of("front", "range"), sample.get()));
        samples.truths.add(sample.get().stream("truth"));
        sample = reader.next();
      }
    }
    return samples;
  }

  /** From pixels of all samples, over the classes that are true or answered somewhere. */
  public double meanIou(Function<Map<String, Tensor>, Tensor> model) {
    long[] hits = new long[Streets.CLASSES.size()];
    long[] union = new long[Streets.CLASSES.size()];
    for (int i = 0; i < stored.size(); i++) {
      Tensor map = model.apply(stored.get(i));
      for (int place = 0; place < map.elementCount(); place++) {
        int truth = (int) truths.get(i).at(place);
        int answer = (int) map.valueAt(place);
        if (truth == 255) {
          continue;
        }
        union[truth]++;
        if (truth == answer) {
          hits[truth]++;
        } else {
          union[answer]++;
        }
      }
    }
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < hits.length; k++) {
      sum += union[k] == 0 ? 0 : (double) hits[k] / union[k];
      classes += union[k] == 0 ? 0 : 1;
    }
    return sum / classes;
  }
}
