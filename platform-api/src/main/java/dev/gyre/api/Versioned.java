package dev.gyre.api;

import org.jspecify.annotations.Nullable;

/**
 * An entity that people edit: its version is sent as {@code ETag} and must come back as {@code
 * If-Match}.
 */
public interface Versioned {

  /** Counts the changes of this entity, from 0. */
  long version();

  /** The entity tag of a version, quoted as in RFC 9110. */
  static String etag(long version) {
    return "\"" + version + "\"";
  }

  /**
   * The version that an {@code If-Match} header names.
   *
   * @throws PlatformException with {@code PRECONDITION_REQUIRED} if absent, {@code
   *     INVALID_ARGUMENT} if it is not one of our tags
   */
  static long parseIfMatch(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new PlatformException(
          ErrorCode.PRECONDITION_REQUIRED,
          "This change needs an If-Match header with the ETag that you last read");
    }
    String tag = ifMatch.strip();
    if (!tag.matches("\"\\d{1,18}\"")) {
      throw PlatformException.invalid("If-Match", ifMatch, "an ETag of this server, such as \"3\"");
    }
    return Long.parseLong(tag.substring(1, tag.length() - 1));
  }

  /**
   * Checks that an entity is still the one that the caller read.
   *
   * @throws PlatformException with {@code STALE_VERSION} if not
   */
  default void requireMatch(@Nullable String ifMatch) {
    long expected = parseIfMatch(ifMatch);
    if (expected != version()) {
      throw new PlatformException(
          ErrorCode.STALE_VERSION,
          "If-Match names version %d, but the entity is at version %d: read it again"
              .formatted(expected, version()));
    }
  }
}
