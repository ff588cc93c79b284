package dev.gyre.streams.preparation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample whose files have been read.
 *
 * @param files by stream; read only. Items that are values have none
 */
record LoadedSample(InputSample input, Map<String, byte[]> files) {

  /**
   * Opens the files of the streams that are prepared, in their order.
   *
   * @param maxBytes of one file; of a larger one only a byte more is read
   * @throws RejectedException if there are no bytes
   * @throws IOException if they cannot be read now
   */
  static LoadedSample of(InputSample input, List<PreparedStream> streams, int maxBytes)
      throws IOException, RejectedException {
    Map<String, byte[]> files = new HashMap<>();
    for (PreparedStream stream : streams) {
      InputItem item = input.item(stream);
      if (item != null && item.content() instanceof InputItem.Content.Encoded(ByteSource source)) {
        try (InputStream in = source.open()) {
          files.put(stream.name(), in.readNBytes(maxBytes + 1));
        } catch (NoSuchFileException | FileNotFoundException e) {
          throw new RejectedException(
              stream, Reject.Reason.SOURCE_MISSING, "There are no bytes: " + e.getMessage());
        }
      }
    }
    return new LoadedSample(input, files);
  }
}
