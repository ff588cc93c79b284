package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate to be judged.
 *
 * @param champion to beat; absent for the model version that the alias {@code champion} of the
 *     candidate's model names, if there is one
 * @param dataset whose test split judges
 * @param slices up to 100 on which the candidate must be better than the champion, such as proof
 *     slices
 */
public record NewGateVerdict(
    ModelRef candidate, @Nullable ModelRef champion, DatasetRef dataset, List<SliceId> slices) {

  public NewGateVerdict {
    slices = slices.stream().distinct().toList();
    if (slices.size() > 100) {
      throw PlatformException.invalid("slices", slices.size() + " ids", "up to 100 ids");
    }
    if (candidate.equals(champion)) {
      throw PlatformException.invalid("champion", champion, "another one than the candidate");
    }
  }
}
