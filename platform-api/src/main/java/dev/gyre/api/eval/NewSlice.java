package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice to be made: live by a filter, or frozen by a list, or by both: then the list is frozen,
 * and of it those are judged that pass the filter in the dataset version that is evaluated. So a
 * list can be frozen before its labels are known.
 *
 * @param name unique in the project, 1 to 200 characters
 * @param filter CEL over a sample; may be absent for a frozen one
 * @param samples 1 to 10 000 of the project, each once; absent for a live one
 */
public record NewSlice(String name, @Nullable String filter, @Nullable List<SampleId> samples) {

  public NewSlice {
    if (name.isBlank() || name.length() > 200) {
      throw PlatformException.invalid("name", name, "1 to 200 characters");
    }
    samples = samples == null ? List.of() : samples.stream().distinct().toList();
    if (filter == null && samples.isEmpty()) {
      throw PlatformException.invalid(
          "filter", "missing, and samples too", "given, or a list of samples, or both");
    }
    if (filter != null && (filter.isBlank() || filter.length() > 10_000)) {
      throw PlatformException.invalid("filter", filter, "1 to 10000 characters");
    }
    if (samples.size() > 10_000) {
      throw PlatformException.invalid("samples", samples.size() + " ids", "1 to 10000 ids");
    }
  }
}
