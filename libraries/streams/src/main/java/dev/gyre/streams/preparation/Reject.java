package dev.gyre.streams.preparation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input that did not become an output.
 *
 * @param key the sample's key
 * @param sourceId id of the item, of the sample's first where the whole sample is meant
 * @param stream in which it was found; null if the whole sample is meant
 * @param detail one sentence with the value that led to it
 */
public record Reject(
    String key, String sourceId, @Nullable String stream, Reason reason, String detail) {

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
    SOURCE_MISSING,
    /** The sample lacks a required stream. */
    MISSING_STREAM,
    /** The item says that it belongs to another sample. */
    SWAPPED_ID,
    /** Another sample of the sequence has the time. */
    DUPLICATE_TIME,
    /** Another element type or shape than declared. */
    WRONG_FORM,
    /** Streams of one frame have different heights or widths. */
    MIXED_SIZES,
    /** An id that the label table does not have. */
    UNKNOWN_CLASS,
    /** A pose or vector has NaN or an infinity, or a quaternion has not the length 1. */
    NAN_IN_POSE,
    /** Too many values outside the declared range, or such that the declaration cannot hold. */
    WRONG_UNIT,
    /** The label map fits the picture clearly better when it is moved. */
    SHIFTED_MASK,
    /** The geometry does not fit the frame. */
    GEOMETRY_MISFIT
  }

  /** A reject of a whole sample. */
  static Reject of(InputSample sample, Reason reason, String detail) {
    return new Reject(sample.key(), sample.sourceId(), null, reason, detail);
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("key", key);
    members.put("source", sourceId);
    members.put("stream", stream);
    members.put("reason", reason.name());
    members.put("detail", detail);
    return members;
  }
}
