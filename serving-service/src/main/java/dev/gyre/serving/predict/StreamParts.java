package dev.gyre.serving.predict;

import dev.gyre.serving.log.LogOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The parts of a {@code multipart/form-data} body (RFC 7578), each the file of one stream. */
final class StreamParts {

  private static final int HEADER_BYTES = 4096;

  private StreamParts() {}

  /** The files by stream, or why there are none. */
  sealed interface Read {

    /** In the order of their names. */
    record Files(SequencedMap<String, byte[]> byStream) implements Read {}

    /** Not to be used. */
    record Bad(LogOutcome.Refused refusal) implements Read {}
  }

  /**
   * Reads a body to its end, as far as it is good.
   *
   * @param streams names that parts may have
   * @param maxBytes of one part
   * @throws IOException if the connection breaks off
   */
  static Read read(String contentType, InputStream body, List<String> streams, int maxBytes)
      throws IOException {
    String boundary = boundary(contentType);
    if (boundary == null) {
      return bad(
          "NOT_MULTIPART",
          "The media type is '%s'; send multipart/form-data with its boundary, one part for each of %s"
              .formatted(contentType, streams));
    }
    SequencedMap<String, byte[]> files = new TreeMap<>();
    try {
      MultipartInput parts =
          MultipartInput.builder()
              .setInputStream(body)
              .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
              .setMaxPartHeaderSize(HEADER_BYTES)
              .get();
      boolean more = parts.skipPreamble();
      if (!more) {
        return malformed(boundary, "no part begins");
      }
      for (; more; more = parts.readBoundary()) {
        String name = name(parts.readHeaders());
        if (name == null || !streams.contains(name)) {
          return bad(
              "UNKNOWN_STREAM",
              "There is a part '%s'; the model takes the streams %s"
                  .formatted(name, new TreeSet<>(streams)));
        }
        Bounded file = new Bounded(name, maxBytes);
        parts.readBodyData(file);
        if (files.put(name, file.bytes.toByteArray()) != null) {
          return bad("STREAM_TWICE", "There are two parts '%s'; send one".formatted(name));
        }
      }
    } catch (TooLarge e) {
      return bad("TOO_LARGE", String.valueOf(e.getMessage()));
    } catch (MultipartInput.MalformedStreamException
        | MultipartInput.FileUploadBoundaryException
        | FileUploadSizeException
        | IllegalArgumentException e) {
      return malformed(boundary, String.valueOf(e.getMessage()));
    }
    return new Read.Files(Collections.unmodifiableSequencedMap(files));
  }

  private static @Nullable String boundary(String contentType) {
    try {
      MediaType type = MediaType.parseMediaType(contentType);
      return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)
          ? type.getParameter("boundary")
          : null;
    } catch (InvalidMediaTypeException e) {
      return null;
    }
  }

  private static @Nullable String name(String headers) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
        .findFirst()
        .map(line -> ContentDisposition.parse(line.substring(20).strip()).getName())
        .orElse(null);
  }

  private static Read malformed(String boundary, String detail) {
    return bad(
        "MALFORMED_MULTIPART",
        "The body is no multipart/form-data with the boundary '%s': %s"
            .formatted(boundary, detail));
  }

  private static Read bad(String reason, String detail) {
    return new Read.Bad(new LogOutcome.Refused(reason, detail));
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
      super(message);
    }
  }

  /** Takes no more than it may. */
  private static final class Bounded extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String name;
    private final int most;

    Bounded(String name, int most) {
      this.name = name;
      this.most = most;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      if (length > most - bytes.size()) {
        throw new TooLarge(
            "Part '%s' has more than %d bytes, the most that is taken".formatted(name, most));
      }
      bytes.write(buffer, from, length);
    }
  }
}
