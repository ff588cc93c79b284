package dev.gyre.streams.codec;

/**
 * Why bytes are not decoded.
 *
 * @param detail one sentence with the value that led to it
 */
public record Refusal(Reason reason, String detail) implements Probed, Decoded {

  /** The kinds of refusal; names are stable. */
  public enum Reason {
    /** The file ends before its values do. */
    TRUNCATED,
    /** The bytes do not begin like any known format. */
    UNKNOWN_FORMAT,
    /** A known format, but of a variant, depth or colour model that is not decoded. */
    UNSUPPORTED_FORMAT,
    /** More bytes, pixels or values than the limits allow. */
    TOO_LARGE,
    /** Complete, but its content contradicts itself: bad checksum or broken compressed data. */
    DAMAGED
  }
}
