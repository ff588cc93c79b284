package dev.gyre.scoring.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.infra.testsupport.Python;
import dev.gyre.scoring.interval.Bootstrap;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with metrics written in numpy from their definitions. Needs {@code numpy}. */
class SegmentationByNumpyIT {

  private static final int CLASSES = 5;
  private static final int IGNORED = 255;

  @TempDir Path folder;

  @Test
  void everyMetricOfASampleIsThatOfNumpy() throws Exception {
    Python python = Python.with("numpy");
    int[][] sizes = {{1, 1}, {3, 40}, {37, 53}, {96, 64}, {120, 200}, {61, 61}};
    for (int seed = 0; seed < sizes.length; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int height = sizes[seed][0];
      int width = sizes[seed][1];
      double share = seed == 2 ? 0.05 : Segmentation.DEFAULT_BOUNDARY_SHARE;
      byte[] blocks = LabelMaps.blocks(random, height, width, CLASSES, 6);
      byte[] said = LabelMaps.predicted(random, blocks, width, CLASSES, seed, 0.002 * seed);
      byte[] truth = seed < 2 ? blocks : LabelMaps.withIgnored(random, blocks, width, IGNORED);

      Segmentation metrics =
          new Segmentation(
              List.of("a", "b", "c", "d", "e"), IGNORED, share, 0.5, Bootstrap.seeded(1));
      SegmentedSample sample =
          metrics.judge(
              "s",
              "s",
              LabelMap.ofBytes(height, width, truth),
              LabelMap.ofBytes(height, width, said));
      List<Double> ours = new ArrayList<>();
      for (int k = 0; k < CLASSES; k++) {
        ours.add(sample.iou(k));
        ours.add(sample.boundaryIou(k));
      }
      ours.add(sample.meanIou());
      ours.add(sample.meanBoundaryIou());
      ours.add(sample.pixelAccuracy());
      ours.add(PixelConfusion.sum(CLASSES, List.of(sample)).frequencyWeightedIou());

      double[] theirs = byNumpy(python, share, height, width, truth, said);
      assertThat(theirs).hasSize(ours.size());
      for (int m = 0; m < theirs.length; m++) {
        if (Double.isNaN(theirs[m])) {
          assertThat(ours.get(m)).as("metric %d, seed %d", m, seed).isNaN();
        } else {
          assertThat(ours.get(m))
              .as("metric %d, seed %d", m, seed)
              .isCloseTo(theirs[m], within(1e-12));
        }
      }
    }
  }

  private double[] byNumpy(
      Python python, double share, int height, int width, byte[] truth, byte[] said)
      throws Exception {
    Path truthFile = Files.write(folder.resolve("truth"), truth);
    Path saidFile = Files.write(folder.resolve("said"), said);
    Python.Output output =
        python.run(
            folder,
            Duration.ofMinutes(1),
            Map.of(),
            script().toString(),
            "" + CLASSES,
            "" + IGNORED,
            "" + share,
            "" + height,
            "" + width,
            truthFile.toString(),
            saidFile.toString());
    assertThat(output.succeeded()).as(output.text()).isTrue();
    return Arrays.stream(output.text().strip().split("\\s+"))
        .mapToDouble(text -> text.equals("nan") ? Double.NaN : Double.parseDouble(text))
        .toArray();
  }

  private static Path script() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(SegmentationByNumpyIT.class.getResource("metrics_by_numpy.py"))
            .toURI());
  }
}
