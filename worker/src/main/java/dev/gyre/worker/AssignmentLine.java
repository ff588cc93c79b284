package dev.gyre.worker;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.json.ContractJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;

/** The one line that a worker is told. */
final class AssignmentLine {

  private static final int MAX_BYTES = 64 << 20;

  private AssignmentLine() {}

  /**
   * Reads up to the end of the line or of the stream.
   *
   * @throws IOException if it is no assignment; the message holds nothing of it, because of the
   *     token
   */
  static JobAssignment read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 13];
    int n = in.read(buffer);
    while (n >= 0 && line.size() < MAX_BYTES) {
      line.write(buffer, 0, n);
      if (n > 0 && buffer[n - 1] == '\n') {
        break;
      }
      n = in.read(buffer);
    }
    try {
      return ContractJson.mapper().readValue(line.toByteArray(), JobAssignment.class);
    } catch (JacksonException e) {
      throw new IOException(
          "Standard input must hold one line with an assignment; its %d bytes do not: %s at %s"
              .formatted(line.size(), e.getClass().getSimpleName(), path(e)));
    }
  }

  private static String path(JacksonException e) {
    return e.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .toList()
        .toString();
  }
}
