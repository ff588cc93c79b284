package dev.gyre.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The files of one moment's streams as {@code multipart/form-data} (RFC 7578).
 *
 * @param boundary between the parts; in none of the files
 */
public record StreamForm(String boundary, Map<String, byte[]> files) {

  /** In the order of the map, which is copied. */
  public StreamForm {
    files = new LinkedHashMap<>(files);
  }

  /** With a boundary that nobody else has. */
  public static StreamForm of(Map<String, byte[]> files) {
    return new StreamForm("gyre-" + UUID.randomUUID(), files);
  }

  /** What the header {@code Content-Type} says. */
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** A body, from its beginning. */
  public InputStream body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    files.forEach((stream, file) -> {
      body.writeBytes(
          text(
              "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                  .formatted(boundary, stream, stream)));
      body.writeBytes(file);
      body.writeBytes(text("\r\n"));
    });
    body.writeBytes(text("--%s--\r\n".formatted(boundary)));
    return new ByteArrayInputStream(body.toByteArray());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
