package dev.gyre.scoring.segmentation;

/** Sums of pixels per class, over whole masks and over contour bands; what metrics are made of. */
final class ClassPixels {

  final long[] truth;
  final long[] predicted;
  final long[] hits;
  final long[] bandTruth;
  final long[] bandPredicted;
  final long[] bandHits;

  ClassPixels(int classes) {
    truth = new long[classes];
    predicted = new long[classes];
    hits = new long[classes];
    bandTruth = new long[classes];
    bandPredicted = new long[classes];
    bandHits = new long[classes];
  }

  void add(ClassPixels other) {
    for (int k = 0; k < truth.length; k++) {
      truth[k] += other.truth[k];
      predicted[k] += other.predicted[k];
      hits[k] += other.hits[k];
      bandTruth[k] += other.bandTruth[k];
      bandPredicted[k] += other.bandPredicted[k];
      bandHits[k] += other.bandHits[k];
    }
  }

  double iou(int k) {
    return (double) hits[k] / (truth[k] + predicted[k] - hits[k]);
  }

  double boundaryIou(int k) {
    return (double) bandHits[k] / (bandTruth[k] + bandPredicted[k] - bandHits[k]);
  }

  double meanIou() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < truth.length; k++) {
      if (truth[k] + predicted[k] > 0) {
        sum += iou(k);
        present++;
      }
    }
    return sum / present;
  }

  double meanBoundaryIou() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < truth.length; k++) {
      if (bandTruth[k] + bandPredicted[k] > 0) {
        sum += boundaryIou(k);
        present++;
      }
    }
    return sum / present;
  }

  double pixelAccuracy() {
    long right = 0;
    long all = 0;
    for (int k = 0; k < truth.length; k++) {
      right += hits[k];
      all += truth[k];
    }
    return (double) right / all;
  }

  double frequencyWeightedIou() {
    double sum = 0;
    long all = 0;
    for (int k = 0; k < truth.length; k++) {
      sum += truth[k] == 0 ? 0 : truth[k] * iou(k);
      all += truth[k];
    }
    return sum / all;
  }
}
