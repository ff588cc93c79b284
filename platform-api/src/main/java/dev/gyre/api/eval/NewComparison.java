package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * Two evaluations to be compared.
 *
 * @param champion done, and on the same dataset version and split as the candidate
 * @param candidate done
 * @param slices up to 100 that are reported beside those of the task contract
 */
public record NewComparison(EvaluationId champion, EvaluationId candidate, List<SliceId> slices) {

  public NewComparison {
    slices = slices.stream().distinct().toList();
    if (slices.size() > 100) {
      throw PlatformException.invalid("slices", slices.size() + " ids", "up to 100 ids");
    }
  }
}
