package dev.gyre.streams.preparation;

import java.util.Map;

/**
 * An input that did not become an output.
 *
 * @param key the sample's key
 * @param sourceId id of the item
 * @param detail one sentence with the value that led to it
 */
public record Reject(String key, String sourceId, Reason reason, String detail) {

  /** The kinds of rejects; names are stable. */
  public enum Reason {
    /** The file ends before its picture does. */
    TRUNCATED,
    /** No known picture format. */
    NOT_AN_IMAGE,
    /** A format, depth or colour model that is not decoded. */
    UNSUPPORTED_FORMAT,
    /** More bytes or pixels than allowed. */
    TOO_LARGE,
    /** Complete, but undecodable. */
    DAMAGED,
    /** The label is not among the preparation's classes. */
    UNKNOWN_LABEL,
    /** The key cannot be written, or a text of the sample is not well-formed Unicode. */
    INVALID_KEY,
    /** Another sample of the run has the key and comes first by its source id. */
    DUPLICATE_KEY,
    /** There are no bytes. */
    SOURCE_MISSING
  }

  Map<String, Object> toMembers() {
    return Map.of("key", key, "source", sourceId, "reason", reason.name(), "detail", detail);
  }
}
