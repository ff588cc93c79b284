package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * A class given to a sample.
 *
 * @param source {@code HUMAN} if absent; what a {@code MODEL} says is a proposal and never the
 *     accepted label
 * @param note for other people, up to 1000 characters
 */
public record NewLabel(String className, @Nullable AnnotationSource source, @Nullable String note) {

  public NewLabel {
    if (className.isBlank()) {
      throw PlatformException.invalid("class_name", className, "a class of the task contract");
    }
    if (note != null && note.length() > 1000) {
      throw PlatformException.invalid("note", note, "up to 1000 characters");
    }
    source = source == null ? AnnotationSource.HUMAN : source;
  }
}
