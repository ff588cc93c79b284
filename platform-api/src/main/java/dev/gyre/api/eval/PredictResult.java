package dev.gyre.api.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job of type {@code predict} has yielded.
 *
 * @param predictions one of the job's artifacts; its columns are told at {@link PredictionSet}
 * @param masks another of them, of a segmentation and of nothing else
 * @param count rows of the predictions
 * @param rejects samples without a prediction; count and rejects together are the whole split
 */
public record PredictResult(
    Digest predictions, @Nullable Digest masks, int count, List<Reject> rejects) {

  public PredictResult {
    rejects = List.copyOf(rejects);
    if (count < 0) {
      throw PlatformException.invalid("count", count, "0 or more");
    }
  }
}
