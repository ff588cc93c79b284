package dev.gyre.scoring.segmentation;

/**
 * A truth and a prediction of one size. Where the truth is to be ignored, so is the prediction: its
 * pixels there are given the ignore id, and a contour that only the ignored region cuts is cut
 * alike in both.
 */
record MapPair(LabelMap truth, LabelMap predicted, int classes, int ignoreId) {

  /**
   * Checks sizes and ids.
   *
   * @throws IllegalArgumentException naming the sample, the value and the pixel
   */
  static MapPair of(
      String sampleId, LabelMap truth, LabelMap predicted, int classes, int ignoreId) {
    if (truth.height() != predicted.height() || truth.width() != predicted.width()) {
      throw new IllegalArgumentException(
          "sample %s has a truth of %d × %d and a prediction of %d × %d pixels; resize the prediction with nearest neighbour"
              .formatted(
                  sampleId, truth.height(), truth.width(), predicted.height(), predicted.width()));
    }
    int[] masked = new int[truth.pixels()];
    for (int i = 0; i < masked.length; i++) {
      if (truth.id(i) == ignoreId) {
        masked[i] = ignoreId;
        continue;
      }
      check(sampleId, "truth", truth, i, classes);
      check(sampleId, "prediction", predicted, i, classes);
      masked[i] = predicted.id(i);
    }
    return new MapPair(
        truth, new LabelMap(truth.height(), truth.width(), masked), classes, ignoreId);
  }

  boolean ignored(int pixel) {
    return truth.id(pixel) == ignoreId;
  }

  private static void check(String sampleId, String what, LabelMap map, int pixel, int classes) {
    if (map.id(pixel) < 0 || map.id(pixel) >= classes) {
      throw new IllegalArgumentException(
          "the %s of sample %s has id %d at %s, but there are %d classes; map the ids to class indices first"
              .formatted(what, sampleId, map.id(pixel), map.place(pixel), classes));
    }
  }
}
