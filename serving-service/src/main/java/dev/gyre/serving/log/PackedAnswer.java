package dev.gyre.serving.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The file of an answer that is more than a class: a zip of its parts. */
public final class PackedAnswer {

  /** Of the file. */
  public static final String MEDIA_TYPE = "application/zip";

  /** PNG of 8 bits: each pixel's place of a class, in the size of the model's map. */
  public static final String MASK = "mask.png";

  /** JSON list of {@link dev.gyre.api.serving.Segment}, in pixels of the mask. */
  public static final String SEGMENTS = "segments.json";

  private PackedAnswer() {}

  /**
   * The bytes of the mask, which the caller closes, and the file with it.
   *
   * @throws IOException if there is none
   */
  public static InputStream mask(InputStream file) throws IOException {
    ZipInputStream zip = new ZipInputStream(file);
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(MASK)) {
          return zip;
        }
      }
      throw new IOException("The answer has no " + MASK);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }
}
