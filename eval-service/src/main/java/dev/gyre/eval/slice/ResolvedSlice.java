package dev.gyre.eval.slice;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.SliceId;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A slice on one split of a dataset version.
 *
 * @param name of the slice, in the task contract or of its own
 * @param id of one that stands by itself; absent for one of the task contract
 * @param members which samples it has
 * @param absent samples of a frozen slice that are not in the split
 */
public record ResolvedSlice(String name, @Nullable SliceId id, Members members, int absent) {

  /** Which samples a slice has. */
  public sealed interface Members {

    /**
     * Whether this sample is one of them.
     *
     * @param isOf whether its truth is, or holds, a class
     */
    boolean have(SampleId sample, Predicate<String> isOf);
  }

  /** The samples whose truth is, or holds, one class. */
  public record OfClass(String className) implements Members {
    @Override
    public boolean have(SampleId sample, Predicate<String> isOf) {
      return isOf.test(className);
    }
  }

  /** These samples. */
  public record Listed(Set<SampleId> samples) implements Members {

    public Listed {
      samples = Set.copyOf(samples);
    }

    @Override
    public boolean have(SampleId sample, Predicate<String> isOf) {
      return samples.contains(sample);
    }
  }

  /** The class, of a slice that is one. */
  public @Nullable String className() {
    return members instanceof OfClass(String className) ? className : null;
  }

  /**
   * Whether the slice has this sample.
   *
   * @param isOf whether the sample's truth is, or holds, a class
   */
  public boolean has(SampleId sample, Predicate<String> isOf) {
    return members.have(sample, isOf);
  }
}
