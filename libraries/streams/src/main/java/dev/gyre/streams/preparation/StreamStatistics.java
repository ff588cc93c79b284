package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the written values of one stream are like, in one split; fills of absent streams left out.
 *
 * @param channels moments of each channel; none for ids
 * @param invalid values that are none, or pixels with the ignore id
 * @param classPixels pixels of each class, in the order of the classes; empty for all but label
 *     maps
 */
public record StreamStatistics(List<ValueMoments> channels, long invalid, List<Long> classPixels) {

  static final StreamStatistics NONE = new StreamStatistics(List.of(), 0, List.of());

  public StreamStatistics {
    channels = List.copyOf(channels);
    classPixels = List.copyOf(classPixels);
  }

  /** Of one sample. */
  static StreamStatistics of(StreamDeclaration written, NdArray values) {
    Labels labels = written.labels();
    if (labels != null) {
      return ofLabels(labels, values);
    }
    if (written.kind().isIds()) {
      return NONE;
    }
    int count = values.rank() == 2 ? 1 : values.rank() == 0 ? 1 : values.size(values.rank() - 1);
    List<ValueMoments> channels = new ArrayList<>();
    long valid = 0;
    for (int c = 0; c < count; c++) {
      ValueMoments moments = ValueMoments.of(values, written.measure(), c, count);
      channels.add(moments);
      valid += moments.count();
    }
    return new StreamStatistics(channels, values.length() - valid, List.of());
  }

  private static StreamStatistics ofLabels(Labels labels, NdArray ids) {
    long[] pixels = new long[labels.classes().size()];
    long ignored = 0;
    for (int i = 0; i < ids.length(); i++) {
      int id = (int) ids.at(i);
      if (id < pixels.length) {
        pixels[id]++;
      } else {
        ignored++;
      }
    }
    return new StreamStatistics(List.of(), ignored, Arrays.stream(pixels).boxed().toList());
  }

  /** Of both together. */
  StreamStatistics plus(StreamStatistics other) {
    List<ValueMoments> moments = new ArrayList<>();
    for (int c = 0; c < Math.max(channels.size(), other.channels.size()); c++) {
      moments.add(
          at(channels, c, ValueMoments.NONE).plus(at(other.channels, c, ValueMoments.NONE)));
    }
    List<Long> pixels = new ArrayList<>();
    for (int c = 0; c < Math.max(classPixels.size(), other.classPixels.size()); c++) {
      pixels.add(at(classPixels, c, 0L) + at(other.classPixels, c, 0L));
    }
    return new StreamStatistics(moments, invalid + other.invalid, pixels);
  }

  private static <T> T at(List<T> list, int index, T otherwise) {
    return index < list.size() ? list.get(index) : otherwise;
  }

  /**
   * A weight for each class, inversely as its pixels and 1 in the mean over pixels: {@code all /
   * (classes * pixels)}, where classes without pixels count for nothing and weigh 0.
   */
  public List<Double> classWeights() {
    long all = classPixels.stream().mapToLong(Long::longValue).sum();
    long seen = classPixels.stream().filter(pixels -> pixels > 0).count();
    return classPixels.stream()
        .map(pixels -> pixels == 0 ? 0.0 : (double) all / ((double) seen * pixels))
        .toList();
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("channels", channels.stream().map(ValueMoments::toMembers).toList());
    members.put("invalid", invalid);
    members.put("class_pixels", classPixels);
    members.put("class_weights", classWeights());
    return members;
  }
}
