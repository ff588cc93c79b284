package dev.gyre.streams.align;

/**
 * Why streams are not aligned.
 *
 * @param detail one sentence: what is wrong, which value, what to do
 * @param ids of the items or moments that led to it
 */
public record Refusal(Reason reason, String stream, String detail, Bounded<String> ids) {

  /** The kinds of refusals; names are stable. */
  public enum Reason {
    /** The stream has items but no rule. */
    UNDECLARED_STREAM,
    /** The stream has a rule but was not given. */
    MISSING_STREAM,
    /** The stream has no item with a time, and is not optional. */
    EMPTY_STREAM,
    /** Items are of another kind than declared. */
    KIND_DIFFERS,
    /** Two items have one id. */
    DUPLICATE_ID,
    /** Times go backward, and the rule refuses that. */
    OUT_OF_ORDER,
    /** The grid has no moment at which all streams run. */
    NO_COMMON_TIME,
    /** The grid has more moments than can be held. */
    TOO_MANY_SAMPLES,
    /** A moment has no item, and the rule refuses that. */
    MISSING_ITEM
  }
}
