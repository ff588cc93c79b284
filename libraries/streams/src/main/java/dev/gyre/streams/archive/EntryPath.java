package dev.gyre.streams.archive;

import dev.gyre.streams.archive.ArchiveReject.Reason;
import dev.gyre.streams.canonical.CanonicalJson;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;

/** What the path of an entry means. */
sealed interface EntryPath {

  Set<String> LEFTOVERS = Set.of("__MACOSX", "Thumbs.db", "desktop.ini");

  /** A file in a class folder. */
  record Labelled(ClassFolderFile file) implements EntryPath {}

  /** A path that is passed over. */
  record Ignored() implements EntryPath {}

  /** A path that is refused. */
  record Refused(Reason reason, String detail) implements EntryPath {}

  /**
   * Reads the path of a file; {@code leadingFolders} folders stand above the one that is the label.
   */
  static EntryPath of(String path, int leadingFolders, int maxDepth) {
    if (path.startsWith("/") || path.startsWith("\\") || path.matches("(?s)[A-Za-z]:.*")) {
      return new Refused(Reason.ABSOLUTE_PATH, "The path starts at a root");
    }
    List<String> parts = List.of(path.split("/", -1));
    if (parts.contains("..") || List.of(path.split("[/\\\\]", -1)).contains("..")) {
      return new Refused(Reason.PARENT_PATH, "The path leads upwards");
    }
    if (isInvalid(path) || parts.stream().anyMatch(part -> part.isBlank() || part.equals("."))) {
      return new Refused(
          Reason.INVALID_NAME,
          "The path is over 1024 characters, has an empty part, control characters, back slashes or broken Unicode");
    }
    if (parts.stream().anyMatch(part -> part.startsWith(".") || LEFTOVERS.contains(part))) {
      return new Ignored();
    }
    int depth = parts.size() - 1;
    if (depth <= leadingFolders) {
      return new Refused(
          Reason.NO_LABEL,
          "The file lies %d folders deep; put it into a folder named like its class"
              .formatted(depth));
    }
    if (depth > maxDepth) {
      return new Refused(
          Reason.TOO_DEEP,
          "The file lies %d folders deep, more than the limit of %d".formatted(depth, maxDepth));
    }
    return labelled(path, parts.get(leadingFolders));
  }

  private static EntryPath labelled(String path, String label) {
    int slash = path.lastIndexOf('/');
    int dot = path.lastIndexOf('.');
    String key = dot > slash + 1 ? path.substring(0, dot) : path;
    return new Labelled(new ClassFolderFile(composed(key), composed(label), path));
  }

  private static boolean isInvalid(String path) {
    return path.length() > 1024
        || path.indexOf('\\') >= 0
        || path.chars().anyMatch(Character::isISOControl)
        || path.indexOf('\ufffd') >= 0
        || !CanonicalJson.isWellFormed(path);
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
