package dev.gyre.scoring.segmentation;

import java.util.ArrayList;
import java.util.List;

/**
 * Pixels of one judged sample, as they are stored between judging and scoring.
 *
 * @param cells of the confusion that have pixels, ascending: true class × number of classes +
 *     predicted class
 * @param pixels of each cell, at least 1; one list with {@code cells}
 * @param bandTruth by class: counted pixels of it near the contours of the truth
 * @param bandPredicted by class: counted pixels predicted as it near the contours of the prediction
 * @param bandHits by class: counted pixels that are in both
 */
public record SampleCounts(
    List<Integer> cells,
    List<Integer> pixels,
    List<Integer> bandTruth,
    List<Integer> bandPredicted,
    List<Integer> bandHits) {

  /**
   * @throws IllegalArgumentException if lists that belong together differ in length, cells do not
   *     ascend, or a class has more pixels near contours than at all: the message says which
   */
  public SampleCounts {
    cells = List.copyOf(cells);
    pixels = List.copyOf(pixels);
    bandTruth = List.copyOf(bandTruth);
    bandPredicted = List.copyOf(bandPredicted);
    bandHits = List.copyOf(bandHits);
    int classes = bandTruth.size();
    if (classes < 2 || bandPredicted.size() != classes || bandHits.size() != classes) {
      throw new IllegalArgumentException(
          "pixels near contours are counted for %d, %d and %d classes"
              .formatted(classes, bandPredicted.size(), bandHits.size()));
    }
    if (cells.size() != pixels.size()) {
      throw new IllegalArgumentException(
          "%d cells have %d counts of pixels".formatted(cells.size(), pixels.size()));
    }
    long cellCount = (long) classes * classes;
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.get(i);
      if (cell < 0 || cell >= cellCount || (i > 0 && cell <= cells.get(i - 1))) {
        throw new IllegalArgumentException(
            "cell %d is none of %d classes, or does not ascend".formatted(cell, classes));
      }
      if (pixels.get(i) < 1) {
        throw new IllegalArgumentException("cell %d has %d pixels".formatted(cell, pixels.get(i)));
      }
    }
  }

  /** Number of classes. */
  public int classes() {
    return bandTruth.size();
  }

  static SampleCounts of(int[] cells, int[] cellPixels, ClassPixels pixels) {
    return new SampleCounts(
        listed(cells),
        listed(cellPixels),
        listed(pixels.bandTruth),
        listed(pixels.bandPredicted),
        listed(pixels.bandHits));
  }

  /** Summed by class; refuses what no pair of maps can give. */
  ClassPixels summed() {
    int classes = classes();
    ClassPixels sums = new ClassPixels(classes);
    for (int i = 0; i < cells.size(); i++) {
      int truth = cells.get(i) / classes;
      int predicted = cells.get(i) % classes;
      sums.truth[truth] += pixels.get(i);
      sums.predicted[predicted] += pixels.get(i);
      sums.hits[truth] += truth == predicted ? pixels.get(i) : 0;
    }
    for (int k = 0; k < classes; k++) {
      sums.bandTruth[k] = within("truth", k, bandTruth.get(k), sums.truth[k]);
      sums.bandPredicted[k] = within("prediction", k, bandPredicted.get(k), sums.predicted[k]);
      long most = Math.min(sums.hits[k], Math.min(sums.bandTruth[k], sums.bandPredicted[k]));
      sums.bandHits[k] = within("hits", k, bandHits.get(k), most);
    }
    return sums;
  }

  private static long within(String what, int k, int count, long most) {
    if (count < 0 || count > most) {
      throw new IllegalArgumentException(
          "%d pixels of the %s of class %d lie near contours, and there are %d"
              .formatted(count, what, k, most));
    }
    return count;
  }

  private static List<Integer> listed(int[] values) {
    List<Integer> list = new ArrayList<>(values.length);
    for (int value : values) {
      list.add(value);
    }
    return list;
  }

  private static List<Integer> listed(long[] values) {
    List<Integer> list = new ArrayList<>(values.length);
    for (long value : values) {
      list.add(Math.toIntExact(value));
    }
    return list;
  }
}
