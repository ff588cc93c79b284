package dev.gyre.cli.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The UCI handwritten digits that come with Gyre; see LICENSE.txt beside them. */
final class Digits {

  private final SortedMap<String, byte[]> pictures;

  private Digits(SortedMap<String, byte[]> pictures) {
    this.pictures = pictures;
  }

  static Digits load() {
    SortedMap<String, byte[]> pictures = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            Objects.requireNonNull(Digits.class.getResourceAsStream("/digits/digits.zip")))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".png")) {
          pictures.put(entry.getName(), zip.readAllBytes());
        }
      }
      return new Digits(pictures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, by key. */
  List<Digit> all() {
    return pictures.keySet().stream().map(Digit::of).toList();
  }

  /** The bytes of one as PNG. */
  InputStream picture(Digit digit) {
    return new ByteArrayInputStream(Objects.requireNonNull(pictures.get(digit.fileName())));
  }
}
