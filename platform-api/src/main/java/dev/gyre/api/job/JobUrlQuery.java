package dev.gyre.api.job;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * Which addresses a worker needs.
 *
 * @param inputs artifacts to be read
 * @param uploads how many results are to be put
 */
public record JobUrlQuery(List<Digest> inputs, int uploads) {

  /** The most addresses of one kind that can be asked for at once. */
  public static final int MAX_ITEMS = 1000;

  public JobUrlQuery {
    inputs = inputs == null ? List.of() : List.copyOf(inputs);
    if (inputs.size() > MAX_ITEMS) {
      throw PlatformException.invalid("inputs", inputs.size() + " items", "at most " + MAX_ITEMS);
    }
    if (uploads < 0 || uploads > MAX_ITEMS) {
      throw PlatformException.invalid("uploads", uploads, "from 0 to " + MAX_ITEMS);
    }
  }
}
