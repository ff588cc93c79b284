package dev.gyre.eval.gate;

import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.project.TaskContract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a verdict rests on.
 *
 * @param candidate done, on the test split
 * @param comparison with the champion; absent without one
 * @param packageBytes of the candidate
 * @param superior names of the slices on which the candidate must be better, in order
 */
record GateFacts(
    TaskContract contract,
    Evaluation candidate,
    @Nullable Comparison comparison,
    long packageBytes,
    List<String> superior) {

  GateFacts {
    superior = List.copyOf(superior);
  }
}
