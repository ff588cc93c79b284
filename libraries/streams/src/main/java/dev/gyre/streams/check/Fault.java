package dev.gyre.streams.check;

/**
 * Something in a sample that must not reach training.
 *
 * @param sample its key
 * @param stream in which it was found
 * @param detail one sentence with the value that led to it
 */
public record Fault(Kind kind, String sample, String stream, String detail) {

  /** The kinds of faults; names are stable. */
  public enum Kind {
    /** The item says that it belongs to another sample. */
    SWAPPED_ID,
    /** Another sample of the sequence has the time. */
    DUPLICATE_TIME,
    /** The sample lacks a required stream. */
    MISSING_STREAM,
    /** The file ends before its values do. */
    TRUNCATED,
    /** The bytes do not begin like any known format. */
    UNKNOWN_FORMAT,
    /** A variant that is not decoded. */
    UNSUPPORTED_FORMAT,
    /** More bytes or pixels than allowed. */
    TOO_LARGE,
    /** Complete, but undecodable. */
    DAMAGED,
    /** Another element type or shape than declared. */
    WRONG_FORM,
    /** Streams that must agree have different heights or widths. */
    MIXED_SIZES,
    /** An id that the ontology does not have. */
    UNKNOWN_CLASS,
    /** A pose or vector has NaN or an infinity, or a quaternion has not the length 1. */
    NAN_IN_POSE,
    /** Too many values lie outside the declared range: mostly a wrong unit or scale. */
    WRONG_UNIT,
    /** The label map fits the picture clearly better when it is moved. */
    SHIFTED_MASK
  }
}
