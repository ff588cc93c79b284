package dev.gyre.streams.preparation;

import org.jspecify.annotations.Nullable;

/** Ends the preparation of one sample; never leaves {@link SamplePreparation}. */
final class RejectedException extends Exception {

  private final transient @Nullable PreparedStream stream;
  private final Reject.Reason reason;

  RejectedException(@Nullable PreparedStream stream, Reject.Reason reason, String detail) {
    super(detail);
    this.stream = stream;
    this.reason = reason;
  }

  Reject of(InputSample sample) {
    InputItem item = stream == null ? null : sample.item(stream);
    return new Reject(
        sample.key(),
        item == null ? sample.sourceId() : item.sourceId(),
        stream == null ? null : stream.name(),
        reason,
        String.valueOf(getMessage()));
  }
}
