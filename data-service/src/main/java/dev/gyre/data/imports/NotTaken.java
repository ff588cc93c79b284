package dev.gyre.data.imports;

/** Carries up why an input is no sample; never leaves the package. */
final class NotTaken extends Exception {

  private final String reason;
  private final String detail;

  /**
   * @param reason stable name in capitals
   * @param detail one sentence with the value that led to it
   */
  NotTaken(String reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  String reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}
