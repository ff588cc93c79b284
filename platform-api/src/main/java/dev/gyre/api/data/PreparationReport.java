package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * What came of a preparation: {@code inputs = outputs + rejects}.
 *
 * @param streams in the order of the preparation; for each {@code outputs = present + filled}
 */
public record PreparationReport(
    int inputs, int outputs, int rejects, List<PreparedStreamCount> streams) {

  public PreparationReport {
    streams = List.copyOf(streams);
    if (inputs != outputs + rejects) {
      throw PlatformException.invalid(
          "report",
          "%d inputs, %d outputs, %d rejects".formatted(inputs, outputs, rejects),
          "such that inputs = outputs + rejects");
    }
    for (PreparedStreamCount stream : streams) {
      if (stream.present() + stream.filled() != outputs) {
        throw PlatformException.invalid(
            "report.streams",
            "%d present and %d filled of '%s'"
                .formatted(stream.present(), stream.filled(), stream.stream()),
            "all of the %d outputs".formatted(outputs));
      }
    }
  }

  /** Of samples that are one picture, which every output has. */
  public static PreparationReport ofPicture(
      String stream, int inputs, int outputs, int rejectedByStream) {
    return new PreparationReport(
        inputs,
        outputs,
        inputs - outputs,
        List.of(new PreparedStreamCount(stream, outputs, 0, rejectedByStream)));
  }
}
