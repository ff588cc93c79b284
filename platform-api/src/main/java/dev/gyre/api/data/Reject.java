package dev.gyre.api.data;

import org.jspecify.annotations.Nullable;

/**
 * Something that was not taken.
 *
 * @param item what: a path, a key or an id
 * @param reason stable name in capitals
 * @param detail one sentence with the value that led to it
 * @param stream of the sample in which it was found; absent where the whole item is meant
 */
public record Reject(String item, String reason, String detail, @Nullable String stream) {

  /** Of a whole item. */
  public Reject(String item, String reason, String detail) {
    this(item, reason, detail, null);
  }
}
