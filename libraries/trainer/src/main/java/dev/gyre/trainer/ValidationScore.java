package dev.gyre.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Adds up validation metrics sample by sample. */
final class ValidationScore {
  private final int places;
  private final double[] lossByClass;
  private final long[] truth;
  private final long[] predicted;
  private final long[] hits;

  ValidationScore(int classes, int places) {
    this.places = places;
    lossByClass = new double[classes];
    truth = new long[classes];
    predicted = new long[classes];
    hits = new long[classes];
  }

  /** Adds a sample whose logits, classes by places, start at {@code offset}. */
  void add(float[] logits, int offset, int[] labels) {
    for (int place = 0; place < places; place++) {
      if (labels[place] != LabelledSamples.IGNORED) {
        add(Softmax.of(logits, offset + place, truth.length, places), labels[place]);
      }
    }
  }

  private void add(double[] probabilities, int label) {
    int best = Softmax.largest(probabilities);
    lossByClass[label] -= Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
    truth[label]++;
    predicted[best]++;
    hits[best] += best == label ? 1 : 0;
  }

  /** Empty if nothing had a class. */
  Optional<ValidationReport> report(int samples) {
    double sum = 0;
    double macro = 0;
    int present = 0;
    long count = 0;
    long correct = 0;
    for (int k = 0; k < truth.length; k++) {
      if (truth[k] > 0) {
        sum += lossByClass[k];
        macro += lossByClass[k] / truth[k];
        present++;
      }
      count += truth[k];
      correct += hits[k];
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            new ValidationReport(
                samples, (double) correct / count, sum / count, macro / present, overlap()));
  }

  private Optional<Overlap> overlap() {
    if (places == 1) {
      return Optional.empty();
    }
    List<OptionalDouble> iou = new ArrayList<>();
    for (int k = 0; k < truth.length; k++) {
      long union = truth[k] + predicted[k] - hits[k];
      iou.add(union == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits[k] / union));
    }
    double mean = iou.stream().flatMapToDouble(OptionalDouble::stream).average().orElseThrow();
    return Optional.of(new Overlap(mean, iou));
  }
}
