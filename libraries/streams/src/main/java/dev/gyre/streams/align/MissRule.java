package dev.gyre.streams.align;

import java.util.Locale;

/** What becomes of a sample for which a stream has no item. */
public enum MissRule {
  /** There is no such sample; it is counted as dropped. */
  DROP_SAMPLE,
  /** The whole run is refused. */
  REFUSE_RUN,
  /** The stream is optional: the sample says that it is filled. Such a stream may be empty. */
  FILL;

  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
