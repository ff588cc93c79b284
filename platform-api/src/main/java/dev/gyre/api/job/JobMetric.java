package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.PlatformException;
import java.time.Instant;

/**
 * A number that a worker measured on its way.
 *
 * @param key 1 to 250 characters, such as {@code train/loss}
 * @param value any double, NaN and infinities included
 * @param step the optimiser step or another counter that the key is plotted over
 */
public record JobMetric(
    String key,
    double value,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long step,
    Instant time) {

  public JobMetric {
    if (key == null || key.isEmpty() || key.length() > 250) {
      throw PlatformException.invalid("key", key, "1 to 250 characters long");
    }
    if (time == null) {
      throw PlatformException.invalid("time", null, "present");
    }
  }
}
