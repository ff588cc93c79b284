package dev.gyre.streams.image;

/**
 * Why bytes are not decoded.
 *
 * @param detail one sentence with the value that led to it
 */
public record ImageRefusal(Reason reason, String detail) implements ProbeResult, DecodeResult {

  /** The kinds of refusal; names are stable. */
  public enum Reason {
    /** The file ends before its picture does. */
    TRUNCATED,
    /** The bytes do not begin like a picture of any known format. */
    NOT_AN_IMAGE,
    /** A picture, but of a format, depth or colour model that is not decoded. */
    UNSUPPORTED_FORMAT,
    /** More bytes or pixels than the limits allow. */
    TOO_LARGE,
    /** Complete, but its content contradicts itself: bad checksum or broken compressed data. */
    DAMAGED
  }
}
