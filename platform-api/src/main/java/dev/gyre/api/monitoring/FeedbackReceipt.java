package dev.gyre.api.monitoring;

import dev.gyre.api.data.Reject;
import java.util.List;

/**
 * What became of a batch: inputs = accepted + rejects.
 *
 * @param accepted stored for good, those that wait included
 * @param waiting of the accepted, how many wait for their prediction to be seen in the log
 * @param rejects not stored, each by its place in the batch: {@code UNKNOWN_CLASS}, {@code
 *     UNKNOWN_ENDPOINT}
 */
public record FeedbackReceipt(int accepted, int waiting, List<Reject> rejects) {

  public FeedbackReceipt {
    rejects = List.copyOf(rejects);
  }
}
