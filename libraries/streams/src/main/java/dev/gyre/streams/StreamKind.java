package dev.gyre.streams;

import java.util.Objects;

/**
 * What a stream of a sample holds, by name. The set is open: a module that brings a new kind
 * declares its own constant.
 *
 * @param name lower-case words joined by hyphens, for example {@code image}
 */
public record StreamKind(String name) {

  /** Eight-bit pictures, one or three channels. */
  public static final StreamKind IMAGE = new StreamKind("image");

  public StreamKind {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "Stream kind '%s' is not made of lower-case words joined by hyphens".formatted(name));
    }
  }
}
