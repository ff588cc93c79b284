package dev.gyre.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The train and test parts as class folders, with a metadata.csv that says which is which. */
final class DigitsArchive {

  private static final List<Part> IMPORTED = List.of(Part.TRAIN, Part.TEST);

  private DigitsArchive() {}

  static InputStream open(Digits digits, Parts parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder metadata = new StringBuilder("file_name,part\n");
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Part part : IMPORTED) {
        for (Digit digit : parts.of(part)) {
          zip.putNextEntry(new ZipEntry(digit.fileName()));
          digits.picture(digit).transferTo(zip);
          zip.closeEntry();
          metadata
              .append(digit.fileName())
              .append(',')
              .append(part.name().toLowerCase(Locale.ROOT))
              .append('\n');
        }
      }
      zip.putNextEntry(new ZipEntry("metadata.csv"));
      zip.write(metadata.toString().getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
