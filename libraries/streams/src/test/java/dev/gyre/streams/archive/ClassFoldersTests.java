package dev.gyre.streams.archive;

import static dev.gyre.streams.archive.ArchiveReject.Reason.ABSOLUTE_PATH;
import static dev.gyre.streams.archive.ArchiveReject.Reason.DUPLICATE_KEY;
import static dev.gyre.streams.archive.ArchiveReject.Reason.ENTRY_TOO_LARGE;
import static dev.gyre.streams.archive.ArchiveReject.Reason.INVALID_NAME;
import static dev.gyre.streams.archive.ArchiveReject.Reason.NO_LABEL;
import static dev.gyre.streams.archive.ArchiveReject.Reason.PARENT_PATH;
import static dev.gyre.streams.archive.ArchiveReject.Reason.SYMLINK;
import static dev.gyre.streams.archive.ArchiveReject.Reason.TOO_DEEP;
import static dev.gyre.streams.archive.ArchiveReject.Reason.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassFoldersTests {

  private static final ArchiveLimits SMALL = new ArchiveLimits(50, 1000, 5000, 3, 100);

  @TempDir Path folder;

  /** The ways in which a zip archive is made and read. */
  enum Way {
    FILE,
    STREAM,
    STREAM_WITH_TRAILING_SIZES
  }

  private final Collected sink = new Collected();

  @ParameterizedTest
  @EnumSource
  void readsLabelsKeysAndBytes(Way way) throws IOException {
    Zips zip =
        zip(way)
            .file("cat/1.png", "one")
            .file("cat/2.tail.png", "two")
            .file("dog/a/3", "three")
            .file("__MACOSX/cat/._1.png", "-")
            .file("cat/.DS_Store", "-");

    assertThat(read(way, zip, SMALL)).isEqualTo(complete(3, 0, 2));
    assertThat(sink.files)
        .containsExactly(
            new ClassFolderFile("cat/1", "cat", "cat/1.png"),
            new ClassFolderFile("cat/2.tail", "cat", "cat/2.tail.png"),
            new ClassFolderFile("dog/a/3", "dog", "dog/a/3"));
    assertThat(sink.bytesByKey.get("cat/1")).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryRejectAndTakesTheRest(Way way) throws IOException {
    Zips zip =
        zip(way)
            .file("../up.png", "x")
            .file("cat/../../up.png", "x")
            .file("/etc/passwd", "x")
            .file("C:/windows/x.png", "x")
            .file("cat//x.png", "x")
            .file("cat/\u0007.png", "x")
            .file("root.png", "x")
            .file("a/b/c/d/deep.png", "x")
            .file("cat/1.png", "first")
            .file("cat/1.jpg", "second")
            .zeros("cat/large.png", 1001)
            .file("cat/2.png", "last");

    assertThat(read(way, zip, SMALL)).isEqualTo(complete(2, 10, 0));
    assertThat(sink.rejects)
        .containsEntry("../up.png", PARENT_PATH)
        .containsEntry("cat/../../up.png", PARENT_PATH)
        .containsEntry("/etc/passwd", ABSOLUTE_PATH)
        .containsEntry("C:/windows/x.png", ABSOLUTE_PATH)
        .containsEntry("cat//x.png", INVALID_NAME)
        .containsEntry("cat/\u0007.png", INVALID_NAME)
        .containsEntry("root.png", NO_LABEL)
        .containsEntry("a/b/c/d/deep.png", TOO_DEEP)
        .containsEntry("cat/1.jpg", DUPLICATE_KEY)
        .containsEntry("cat/large.png", ENTRY_TOO_LARGE);
    assertThat(sink.bytesByKey).containsOnlyKeys("cat/1", "cat/2");
  }

  @Test
  void rejectsLinksInAFileAndNeverFollowsThemInAStream() throws IOException {
    byte[] zip = new Zips(false).link("cat/link.png", "/etc/passwd").bytes();

    assertThat(readFile(zip, SMALL)).isEqualTo(complete(0, 1, 0));
    assertThat(sink.rejects).containsEntry("cat/link.png", SYMLINK);

    reader(SMALL).readZip(new ByteArrayInputStream(zip), sink);
    assertThat(sink.bytesByKey.get("cat/link"))
        .isEqualTo("/etc/passwd".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void refusesTooManyEntries(Way way) throws IOException {
    Zips zip = zip(way);
    for (int i = 0; i < 51; i++) {
      zip.file("cat/" + i + ".png", "x");
    }
    assertRefused(read(way, zip, SMALL), ArchiveResult.Reason.TOO_MANY_ENTRIES);
    assertThat(sink.files).hasSize(50);
  }

  @Test
  void refusesATableOfContentsThatIsTooLargeBeforeItIsLoaded() throws IOException {
    Zips zip = new Zips(false);
    for (int i = 0; i < 3000; i++) {
      zip.file("cat/%090d.png".formatted(i), "x");
    }
    ArchiveResult result = readFile(zip.bytes(), SMALL);
    assertThat(assertRefused(result, ArchiveResult.Reason.TOO_MANY_ENTRIES).detail())
        .contains("table of contents");
    assertThat(sink.files).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusesMoreThanTheTotal(Way way) throws IOException {
    Zips zip = zip(way);
    for (int i = 0; i < 6; i++) {
      zip.zeros("cat/" + i + ".png", 1000);
    }
    assertRefused(read(way, zip, SMALL), ArchiveResult.Reason.TOTAL_TOO_LARGE);
    assertThat(sink.files).hasSize(5);
  }

  /** Any size is read in the same way: reading stops at the limit. */
  @ParameterizedTest
  @EnumSource
  void refusesBombsByTheirRatio(Way way) throws IOException {
    Zips zip = zip(way).zeros("cat/bomb.png", 200_000_000L);
    ArchiveLimits limits = new ArchiveLimits(10, 1 << 30, 1L << 40, 3, 100);

    assertRefused(read(way, zip, limits), ArchiveResult.Reason.RATIO_TOO_HIGH);
    assertThat(sink.files).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatItPassesOverInAStream(Way way) throws IOException {
    Zips zip = zip(way).zeros("../bomb.png", 200_000_000L).file("cat/1.png", "x");
    ArchiveLimits limits = new ArchiveLimits(10, 1000, 1L << 40, 3, 100);

    ArchiveResult result = read(way, zip, limits);
    if (way == Way.FILE) {
      assertThat(result).isEqualTo(complete(1, 1, 0));
    } else {
      assertRefused(result, ArchiveResult.Reason.RATIO_TOO_HIGH);
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverTakesAProperPrefixForTheWhole(Way way) throws IOException {
    byte[] zip = zip(way).file("cat/1.png", "one").file("cat/2.png", "two").bytes();
    for (int length = 0; length < zip.length; length++) {
      ArchiveResult result = readBytes(way, Arrays.copyOf(zip, length), SMALL);
      assertThat(result).as("prefix of %d bytes", length).isInstanceOf(ArchiveResult.Refused.class);
    }
  }

  @Test
  void refusesWhatIsNoZip() throws IOException {
    byte[] text = "this is certainly no archive".repeat(10).getBytes(StandardCharsets.UTF_8);
    assertRefused(readFile(text, SMALL), ArchiveResult.Reason.NOT_AN_ARCHIVE);
    assertRefused(readBytes(Way.STREAM, text, SMALL), ArchiveResult.Reason.NOT_AN_ARCHIVE);
    assertThat(readFile(new Zips(false).bytes(), SMALL)).isEqualTo(complete(0, 0, 0));
    assertThat(readBytes(Way.STREAM, new Zips(false).bytes(), SMALL)).isEqualTo(complete(0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void readsNamesOfOldArchivesInTheirCodePage(Way way) throws IOException {
    byte[] zip = zip(way).file("cat/X.png", "x").file("cat/Y.png", "x").bytes();
    for (int at = 0; at < zip.length; at++) {
      zip[at] = zip[at] == 'X' ? (byte) 0x82 : zip[at] == 'Y' ? (byte) 0x81 : zip[at];
    }
    assertThat(readBytes(way, zip, SMALL)).isEqualTo(complete(2, 0, 0));
    assertThat(sink.bytesByKey).containsOnlyKeys("cat/é", "cat/ü");
  }

  @ParameterizedTest
  @EnumSource
  void rejectsEncryptedEntriesByName(Way way) throws IOException {
    byte[] zip = zip(way).file("cat/1.png", "x").bytes();
    for (int at = 0; at + 8 < zip.length; at++) {
      boolean local = zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 3;
      boolean central = zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1;
      if (local || central) {
        zip[at + (local ? 6 : 8)] |= 1;
      }
    }
    ArchiveResult result = readBytes(way, zip, SMALL);
    if (way == Way.STREAM_WITH_TRAILING_SIZES) {
      assertRefused(result, ArchiveResult.Reason.DAMAGED);
    } else {
      assertThat(result).isEqualTo(complete(0, 1, 0));
    }
    assertThat(sink.rejects).containsEntry("cat/1.png", UNREADABLE);
  }

  @Test
  void rejectsContentWithAnotherChecksum() throws IOException {
    byte[] zip = new Zips(false).file("cat/1.png", "x".repeat(40)).bytes();
    byte[] broken = zip.clone();
    broken[14] ^= 1;
    readBytes(Way.STREAM, broken, SMALL);
    assertThat(sink.rejects).containsEntry("cat/1.png", UNREADABLE);
  }

  @Test
  void answersNeverThrowsWhateverByteIsChanged() throws IOException {
    byte[] zip = new Zips(false).file("cat/1.png", "x".repeat(40)).file("dog/2", "y").bytes();
    for (int at = 0; at < zip.length; at++) {
      for (int flip : new int[] {1, 0x80, 0xff}) {
        byte[] broken = zip.clone();
        broken[at] ^= (byte) flip;
        assertThat(readBytes(Way.STREAM, broken, SMALL)).isNotNull();
        assertThat(readFile(broken, SMALL)).isNotNull();
      }
    }
  }

  @Test
  void takesTheLabelBehindLeadingFolders() throws IOException {
    byte[] zip = new Zips(false).file("set/cat/1.png", "x").file("set/2.png", "x").bytes();
    new ClassFolders(SMALL, 1).readZip(new ByteArrayInputStream(zip), sink);
    assertThat(sink.files)
        .containsExactly(new ClassFolderFile("set/cat/1", "cat", "set/cat/1.png"));
    assertThat(sink.rejects).containsEntry("set/2.png", NO_LABEL);
  }

  @Test
  void tellsAFailingSourceFromABrokenArchive() {
    byte[] zip = new Zips(false).file("cat/1.png", "x".repeat(400)).bytes();
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == 60) {
              throw new IOException("connection lost");
            }
            return zip[at++];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> reader(SMALL).readZip(failing, sink))
        .withMessage("connection lost");
  }

  @Test
  void readsDirectoriesInTheOrderOfNames() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.createDirectories(tree.resolve("dog"));
    Files.createDirectories(tree.resolve("cat/a/b/c"));
    Files.createDirectories(tree.resolve(".git"));
    Files.writeString(tree.resolve("dog/1.png"), "one");
    Files.writeString(tree.resolve("cat/2.png"), "two");
    Files.writeString(tree.resolve("cat/a/b/c/deep.png"), "x");
    Files.writeString(tree.resolve("root.png"), "x");
    Files.writeString(tree.resolve(".git/config"), "x");
    Files.createSymbolicLink(tree.resolve("cat/link.png"), tree.resolve("dog/1.png"));
    Files.createSymbolicLink(tree.resolve("loop"), tree);

    ArchiveResult result = reader(SMALL).readDirectory(tree, sink);

    assertThat(result).isEqualTo(new ArchiveResult.Complete(new ArchiveResult.Counts(2, 4, 1, 4)));
    assertThat(List.copyOf(sink.bytesByKey.keySet())).containsExactly("cat/2", "dog/1");
    assertThat(sink.rejects)
        .containsEntry("cat/a/b/c", TOO_DEEP)
        .containsEntry("root.png", NO_LABEL)
        .containsEntry("cat/link.png", SYMLINK)
        .containsEntry("loop", SYMLINK);
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> reader(SMALL).readDirectory(tree.resolve("root.png"), sink));
  }

  private static ClassFolders reader(ArchiveLimits limits) {
    return new ClassFolders(limits, 0);
  }

  private static Zips zip(Way way) {
    return new Zips(way == Way.STREAM_WITH_TRAILING_SIZES);
  }

  private ArchiveResult read(Way way, Zips zip, ArchiveLimits limits) throws IOException {
    return readBytes(way, zip.bytes(), limits);
  }

  private ArchiveResult readBytes(Way way, byte[] zip, ArchiveLimits limits) throws IOException {
    return way == Way.FILE
        ? readFile(zip, limits)
        : reader(limits).readZip(new ByteArrayInputStream(zip), sink);
  }

  private ArchiveResult readFile(byte[] zip, ArchiveLimits limits) throws IOException {
    return reader(limits).readZip(Files.write(folder.resolve("a.zip"), zip), sink);
  }

  private static ArchiveResult complete(long accepted, long rejected, long ignored) {
    return new ArchiveResult.Complete(new ArchiveResult.Counts(accepted, rejected, ignored, 0));
  }

  private static ArchiveResult.Refused assertRefused(
      ArchiveResult result, ArchiveResult.Reason reason) {
    assertThat(result).isInstanceOf(ArchiveResult.Refused.class);
    ArchiveResult.Refused refused = (ArchiveResult.Refused) result;
    assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
    return refused;
  }
}
