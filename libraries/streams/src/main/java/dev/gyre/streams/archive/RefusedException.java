package dev.gyre.streams.archive;

/** Carries a refusal of the whole up through the reading; never leaves the package. */
final class RefusedException extends Exception {

  private final ArchiveResult.Reason reason;
  private final String detail;

  RefusedException(ArchiveResult.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  ArchiveResult.Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}
