package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples to be labelled by people.
 *
 * @param name for people, 1 to 200 characters
 * @param samples 1 to 10 000, each once
 * @param instructions up to 10 000 characters
 */
public record NewLabelQueue(String name, List<SampleId> samples, @Nullable String instructions) {

  public NewLabelQueue {
    samples = samples.stream().distinct().toList();
    if (name.isBlank() || name.length() > 200) {
      throw PlatformException.invalid("name", name, "1 to 200 characters");
    }
    if (samples.isEmpty() || samples.size() > 10_000) {
      throw PlatformException.invalid("samples", samples.size() + " ids", "1 to 10000 ids");
    }
    if (instructions != null && instructions.length() > 10_000) {
      throw PlatformException.invalid("instructions", instructions, "up to 10000 characters");
    }
  }
}
