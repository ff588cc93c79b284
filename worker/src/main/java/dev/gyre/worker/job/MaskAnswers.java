package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.segmentation.LabelMap;
import dev.gyre.scoring.segmentation.Segmentation;
import dev.gyre.scoring.segmentation.SegmentedSample;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.InputSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Predicted masks, held against the truth in the truth's own size: a mask is brought to it by the
 * nearest pixel, so that models of any size are judged on equal pixels. The masks themselves are
 * kept in the network's size.
 */
final class MaskAnswers implements Answers {

  /** The reason of a member that nothing can be judged on. */
  static final String NO_TRUTH = "NO_TRUTH";

  /** Judging needs none. */
  private static final Bootstrap UNUSED = Bootstrap.seeded(0);

  private final String truth;
  private final List<String> classes;
  private final MaskTar masks;
  private final List<MaskPrediction> predictions = new ArrayList<>();

  /**
   * @param truth name of the prepared label map
   * @param masks where they are kept; closed with this
   */
  MaskAnswers(String truth, List<String> classes, MaskTar masks) {
    this.truth = truth;
    this.classes = List.copyOf(classes);
    this.masks = masks;
  }

  @Override
  public Set<String> outputs() {
    return Set.of(SegmenterGraph.CLASS_MAP, SegmenterGraph.CONFIDENCE);
  }

  @Override
  public Optional<Reject> refusal(InputSample sample) {
    return sample.annotations().containsKey(truth)
        ? Optional.empty()
        : Optional.of(
            new Reject(
                sample.key(), NO_TRUTH, "There is no accepted label map to judge by", truth));
  }

  @Override
  public Optional<Reject> refusal(ManifestRow row, Map<String, NdArray> streams) {
    NdArray map = Tensors.of(streams, truth);
    int ignored = ignored(map);
    for (int i = 0; i < map.length(); i++) {
      if (map.at(i) != ignored) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Reject(row.key(), NO_TRUTH, "The label map says nothing of any pixel", truth));
  }

  private static int ignored(NdArray map) {
    return map.type() == ElementType.UINT8 ? 255 : 65_535;
  }

  @Override
  public void take(List<Sample> samples, Map<String, Tensor> outputs) throws IOException {
    Tensor maps = PackageRunner.output(outputs, SegmenterGraph.CLASS_MAP);
    int height = Math.toIntExact(maps.shape().get(1));
    int width = Math.toIntExact(maps.shape().get(2));
    byte[] all = maps.toBytes();
    float[] confidence = PackageRunner.output(outputs, SegmenterGraph.CONFIDENCE).toFloats();
    int pixels = height * width;
    for (int i = 0; i < samples.size(); i++) {
      byte[] mask = Arrays.copyOfRange(all, i * pixels, (i + 1) * pixels);
      ManifestRow row = samples.get(i).row();
      SegmentedSample judged =
          judge(row, Tensors.of(samples.get(i).streams(), truth), mask, height, width);
      predictions.add(
          new MaskPrediction(
              row, confidence[i], judged.counts(), masks.add(row, height, width, mask)));
    }
  }

  private SegmentedSample judge(
      ManifestRow row, NdArray map, byte[] mask, int maskHeight, int maskWidth) {
    int height = map.size(0);
    int width = map.size(1);
    int[] is = new int[height * width];
    int[] said = new int[height * width];
    for (int y = 0; y < height; y++) {
      int from = nearest(y, height, maskHeight) * maskWidth;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        is[at] = (int) map.at(at);
        said[at] = mask[from + nearest(x, width, maskWidth)] & 0xff;
      }
    }
    Segmentation counting =
        new Segmentation(
            classes, ignored(map), Segmentation.DEFAULT_BOUNDARY_SHARE, /* rightFrom= */ 1, UNUSED);
    return counting.judge(
        row.sampleId(),
        Prediction.independent(row),
        new LabelMap(height, width, is),
        new LabelMap(height, width, said));
  }

  /** The pixel in which the centre of the new one lies. */
  private static int nearest(int place, int size, int from) {
    return (int) ((2L * place + 1) * from / (2L * size));
  }

  @Override
  public List<MaskPrediction> predictions() {
    return predictions;
  }

  @Override
  public String columns() {
    return MaskPrediction.COLUMNS;
  }

  @Override
  public Optional<Path> archive() {
    return Optional.of(masks.file());
  }

  @Override
  public void close() throws IOException {
    masks.close();
  }
}
