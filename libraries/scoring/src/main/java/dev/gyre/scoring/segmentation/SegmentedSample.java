package dev.gyre.scoring.segmentation;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of one sample: counts of pixels, not its maps, so that a set of samples takes memory
 * in proportion to samples × classes. A class counts for a sample if it is true or predicted at one
 * of the sample's counted pixels; all metrics lie in [0, 1].
 */
public final class SegmentedSample {

  private final String sampleId;
  private final String group;
  private final int classes;
  private final int[] cells;
  private final int[] cellPixels;
  private final ClassPixels pixels;

  private SegmentedSample(
      String sampleId, String group, SortedMap<Integer, Integer> confusion, ClassPixels pixels) {
    this.sampleId = sampleId;
    this.group = group;
    this.classes = pixels.truth.length;
    this.cells = confusion.keySet().stream().mapToInt(Integer::intValue).toArray();
    this.cellPixels = confusion.values().stream().mapToInt(Integer::intValue).toArray();
    this.pixels = pixels;
  }

  static SegmentedSample of(String sampleId, String group, MapPair maps, double shareOfDiagonal) {
    int classes = maps.classes();
    LabelMap truth = maps.truth();
    LabelMap predicted = maps.predicted();
    int distance = ContourBands.distance(truth.height(), truth.width(), shareOfDiagonal);
    boolean[] bandTruth = ContourBands.of(truth, distance);
    boolean[] bandPredicted = ContourBands.of(predicted, distance);
    SortedMap<Integer, Integer> confusion = new TreeMap<>();
    ClassPixels pixels = new ClassPixels(classes);
    int[] row = new int[classes * classes];
    for (int i = 0; i < truth.pixels(); i++) {
      int is = truth.id(i);
      int said = predicted.id(i);
      if (maps.ignored(i)) {
        continue;
      }
      row[is * classes + said]++;
      pixels.bandTruth[is] += bandTruth[i] ? 1 : 0;
      pixels.bandPredicted[said] += bandPredicted[i] ? 1 : 0;
      pixels.bandHits[is] += is == said && bandTruth[i] && bandPredicted[i] ? 1 : 0;
    }
    for (int cell = 0; cell < row.length; cell++) {
      if (row[cell] > 0) {
        confusion.put(cell, row[cell]);
        pixels.truth[cell / classes] += row[cell];
        pixels.predicted[cell % classes] += row[cell];
        pixels.hits[cell / classes] += cell / classes == cell % classes ? row[cell] : 0;
      }
    }
    return new SegmentedSample(sampleId, group, confusion, pixels);
  }

  /**
   * A sample that was judged before, from what was kept of it.
   *
   * @throws IllegalArgumentException if no pair of maps can have these counts: the message says why
   */
  public static SegmentedSample of(String sampleId, String group, SampleCounts counts) {
    SortedMap<Integer, Integer> confusion = new TreeMap<>();
    for (int i = 0; i < counts.cells().size(); i++) {
      confusion.put(counts.cells().get(i), counts.pixels().get(i));
    }
    return new SegmentedSample(sampleId, group, confusion, counts.summed());
  }

  /** What is kept of it; {@link #of(String, String, SampleCounts)} makes an equal sample of it. */
  public SampleCounts counts() {
    return SampleCounts.of(cells, cellPixels, pixels);
  }

  /** Counted pixels that are truly of a class. */
  public long truth(int k) {
    return pixels.truth[k];
  }

  /** Unique in an evaluation. */
  public String sampleId() {
    return sampleId;
  }

  /** What is independent: a sequence, or the sample's own id if nothing is shared. */
  public String group() {
    return group;
  }

  /** Number of classes that it was judged by. */
  public int classes() {
    return classes;
  }

  /** Counted pixels: 0 if the whole truth is ignored, and then nothing else is known. */
  public long counted() {
    long all = 0;
    for (int count : cellPixels) {
      all += count;
    }
    return all;
  }

  /** IoU of a class in this sample; NaN if it does not count for it. */
  public double iou(int k) {
    return pixels.iou(k);
  }

  /** Mean IoU over the classes that count for this sample; NaN without counted pixels. */
  public double meanIou() {
    return pixels.meanIou();
  }

  /** Boundary IoU of a class in this sample; NaN if it does not count for it. */
  public double boundaryIou(int k) {
    return pixels.boundaryIou(k);
  }

  /** Mean boundary IoU over the classes that count for this sample; NaN without counted pixels. */
  public double meanBoundaryIou() {
    return pixels.meanBoundaryIou();
  }

  /** Share of counted pixels that are right; NaN without counted pixels. */
  public double pixelAccuracy() {
    return pixels.pixelAccuracy();
  }

  /**
   * Whether the sample is right: its {@link #meanIou} is at least {@code rightFrom}. False without
   * counted pixels; an evaluation leaves such samples out.
   */
  public boolean right(double rightFrom) {
    return meanIou() >= rightFrom;
  }

  ClassPixels pixels() {
    return pixels;
  }

  void addTo(long[][] counts) {
    for (int i = 0; i < cells.length; i++) {
      counts[cells[i] / classes][cells[i] % classes] += cellPixels[i];
    }
  }
}
