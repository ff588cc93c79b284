package dev.gyre.scoring.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The 1,797 scanned digits of SOURCE.txt: grey values scaled to [0, 1]. */
record Digits(List<float[]> images, List<Integer> labels) {

  static Digits load() throws IOException {
    try (InputStream file =
            Objects.requireNonNull(Digits.class.getResourceAsStream("digits.csv.gz"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
      List<int[]> rows =
          lines
              .lines()
              .map(line -> Stream.of(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
              .toList();
      return new Digits(
          rows.stream().map(Digits::image).toList(), rows.stream().map(row -> row[64]).toList());
    }
  }

  private static float[] image(int[] row) {
    float[] image = new float[64];
    for (int i = 0; i < image.length; i++) {
      image[i] = row[i] / 16f;
    }
    return image;
  }
}
