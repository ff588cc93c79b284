package dev.gyre.data.imports;

import dev.gyre.api.PlatformException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms of archives that are read. */
enum ImportFormat {
  CLASS_FOLDER,
  SAMPLES;

  /** The name in the contract, such as {@code class_folder}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a name.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if there is none
   */
  static ImportFormat ofWireName(String wireName) {
    return Arrays.stream(values())
        .filter(format -> format.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() ->
            PlatformException.invalid(
                "format",
                wireName,
                Arrays.stream(values())
                    .map(format -> "'" + format.wireName() + "'")
                    .collect(Collectors.joining(" or "))));
  }

  /** What reads archives of this form. */
  ArchiveReading reading() {
    return switch (this) {
      case CLASS_FOLDER -> new ClassFolderReading();
      case SAMPLES -> new SamplesReading();
    };
  }
}
