package dev.gyre.api.data;

import dev.gyre.api.PlatformException;

/** What came of a preparation: {@code inputs = outputs + rejects}. */
public record PreparationReport(int inputs, int outputs, int rejects) {

  public PreparationReport {
    if (inputs != outputs + rejects) {
      throw PlatformException.invalid(
          "report",
          "%d inputs, %d outputs, %d rejects".formatted(inputs, outputs, rejects),
          "such that inputs = outputs + rejects");
    }
  }
}
