package dev.gyre.streams.template;

/**
 * A file or row that is in no sample.
 *
 * @param place its path, or the list and its line
 * @param detail one sentence with the value that led to it
 */
public record ImportReject(String place, Reason reason, String detail) {

  /** The kinds of rejects; names are stable. */
  public enum Reason {
    /** The path fits no template, or no list names it. */
    NO_STREAM,
    /** The path fits the templates of two streams. */
    TWO_STREAMS,
    /** The path, or a list and the path in it, name two samples. */
    SWAPPED_ID,
    /** Another file of the stream has the sample's key. */
    DUPLICATE_ITEM,
    /** Another item of the stream, or sample of the sequence, has the time. */
    DUPLICATE_TIME,
    /** Streams of one sample say different times or splits. */
    CONTRADICTION,
    /** The sample lacks a required stream. */
    MISSING_STREAM,
    /** A list names a file that is not there. */
    MISSING_FILE,
    /** A row of a list cannot be read, or a time does not fit 64 bits of nanoseconds. */
    BAD_ROW,
    /** A pose has a number that is none. */
    NAN_IN_POSE
  }
}
