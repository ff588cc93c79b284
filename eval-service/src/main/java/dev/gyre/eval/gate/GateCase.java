package dev.gyre.eval.gate;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.project.ProjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be judged, by what.
 *
 * @param champion to beat; absent for none
 * @param standing version that the alias {@code champion} of the candidate's model names; absent if
 *     there is none
 * @param slices on which the candidate must be better
 * @param warnings for the verdict
 */
record GateCase(
    ProjectId project,
    ModelRef candidate,
    @Nullable ModelRef champion,
    @Nullable Integer standing,
    DatasetRef dataset,
    int contractNumber,
    List<SliceId> slices,
    List<String> warnings) {

  GateCase {
    slices = List.copyOf(slices);
    warnings = List.copyOf(warnings);
  }
}
