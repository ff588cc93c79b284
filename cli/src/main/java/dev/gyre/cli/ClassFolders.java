package dev.gyre.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Class folders on this machine, as a zip archive for an import. */
final class ClassFolders {

  private ClassFolders() {}

  /** The bytes of a zip archive, or of a folder as one; the caller closes them. */
  static InputStream open(Path source) {
    try {
      if (Files.isDirectory(source)) {
        return zipped(source);
      }
      return new BufferedInputStream(Files.newInputStream(source));
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.USAGE, "%s cannot be read: %s".formatted(source, e.getMessage()));
    }
  }

  private static InputStream zipped(Path folder) throws IOException {
    Path zip = Files.createTempFile("gyre-import-", ".zip");
    boolean whole = false;
    try {
      write(folder, Files.newOutputStream(zip));
      InputStream bytes =
          new BufferedInputStream(
              Files.newInputStream(
                  zip, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
      whole = true;
      return bytes;
    } finally {
      if (!whole) {
        Files.deleteIfExists(zip);
      }
    }
  }

  private static void write(Path folder, OutputStream bytes) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(bytes);
        Stream<Path> walk = Files.walk(folder)) {
      List<Path> files =
          walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
        // Equal folders are equal archives, so that a repeated import is known by its key.
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
