package dev.gyre.streams.archive;

import dev.gyre.streams.archive.ArchiveReject.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Feeds a reading from a directory. */
final class DirectoryReader {

  private final TreeReading reading;
  private final ArchiveLimits limits;

  DirectoryReader(TreeReading reading, ArchiveLimits limits) {
    this.reading = reading;
    this.limits = limits;
  }

  void read(Path root) throws IOException, RefusedException, TreeReading.SinkException {
    folder(root, "", 0);
  }

  private void folder(Path folder, String prefix, int depth)
      throws IOException, RefusedException, TreeReading.SinkException {
    for (Path path : children(folder)) {
      reading.count();
      child(path, prefix + path.getFileName(), depth);
    }
  }

  private void child(Path path, String name, int depth)
      throws IOException, RefusedException, TreeReading.SinkException {
    BasicFileAttributes facts =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (facts.isSymbolicLink()) {
      reading.reject(name, Reason.SYMLINK, "The entry is a link");
    } else if (facts.isRegularFile()) {
      reading.file(
          name,
          () -> Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } else if (!facts.isDirectory()) {
      reading.reject(name, Reason.SPECIAL_FILE, "The entry is neither file nor folder nor link");
    } else if (isIgnored(path)) {
      reading.ignored();
    } else if (depth >= limits.maxDepth()) {
      reading.reject(
          name,
          Reason.TOO_DEEP,
          "The folder lies deeper than the limit of %d; nothing in it is read"
              .formatted(limits.maxDepth()));
    } else {
      reading.folder();
      folder(path, name + "/", depth + 1);
    }
  }

  private static boolean isIgnored(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || EntryPath.LEFTOVERS.contains(name);
  }

  private List<Path> children(Path folder) throws IOException, RefusedException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        children.add(child);
        if (children.size() > limits.maxEntries()) {
          throw reading.tooManyEntries();
        }
      }
    }
    children.sort(Comparator.comparing(path -> String.valueOf(path.getFileName())));
    return children;
  }
}
