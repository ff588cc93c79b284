package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Measure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moments of one channel in the unit of its stream, over its valid values. Joined in the order of
 * samples, they are equal on every machine and with any number of threads.
 *
 * @param count of valid values
 * @param mean 0 without values
 * @param squares sum of the squared distances from the mean
 * @param least infinity without values
 * @param most minus infinity without values
 */
public record ValueMoments(long count, double mean, double squares, double least, double most) {

  static final ValueMoments NONE =
      new ValueMoments(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** Standard deviation of the values (not of a sample of them); 0 without values. */
  public double std() {
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Of both together (Chan, Golub and LeVeque 1979). */
  ValueMoments plus(ValueMoments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    long all = count + other.count;
    double apart = other.mean - mean;
    return new ValueMoments(
        all,
        mean + apart * other.count / all,
        squares + other.squares + apart * apart * count * other.count / all,
        Math.min(least, other.least),
        Math.max(most, other.most));
  }

  /** Of the values at {@code first}, {@code first + stride} and so on. */
  static ValueMoments of(NdArray stored, Measure measure, int first, int stride) {
    long count = 0;
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = first; i < stored.length(); i += stride) {
      double value = value(stored.at(i), measure);
      if (!Double.isNaN(value)) {
        count++;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (int i = first; i < stored.length(); i += stride) {
      double value = value(stored.at(i), measure);
      squares += Double.isNaN(value) ? 0 : (value - mean) * (value - mean);
    }
    return new ValueMoments(count, mean, squares, least, most);
  }

  /** NaN where there is no value. */
  private static double value(double stored, Measure measure) {
    boolean none = measure.invalidValue() != null && measure.invalidValue() == stored;
    return none ? Double.NaN : stored * measure.scale() + measure.offset();
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("count", count);
    members.put("mean", finite(mean));
    members.put("std", finite(std()));
    members.put("min", finite(least));
    members.put("max", finite(most));
    return members;
  }

  private @Nullable Double finite(double value) {
    return count > 0 && Double.isFinite(value) ? value : null;
  }
}
