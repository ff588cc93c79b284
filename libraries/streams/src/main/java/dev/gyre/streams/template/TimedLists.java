package dev.gyre.streams.template;

import dev.gyre.streams.Split;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.template.ImportReject.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Trees whose streams are ordered by lists beside the files; every folder with a list is a
 * sequence. Times of different streams rarely agree: {@link ImportedTree#tracks} goes to alignment.
 *
 * @param lists one for each stream
 */
public record TimedLists(List<TimedList> lists) {

  public TimedLists {
    lists = List.copyOf(lists);
  }

  /** Reads the text of a list. */
  @FunctionalInterface
  public interface TextSource {

    /** The whole text of the file at that path of the tree. */
    String read(String path) throws IOException;
  }

  /**
   * Forms samples of the rows; equal trees give equal results.
   *
   * @param paths of all files, relative, with forward slashes
   * @throws IOException if a list cannot be read
   */
  public ImportedTree read(Collection<String> paths, TextSource texts) throws IOException {
    Reading reading = new Reading(new TreeSet<>(paths));
    for (String path : reading.files) {
      int slash = path.lastIndexOf('/');
      for (TimedList list : lists) {
        if (list.fileName().equals(path.substring(slash + 1))) {
          reading.list(list, path.substring(0, slash + 1), texts.read(path));
        }
      }
    }
    return reading.tree();
  }

  /** The state of one reading. */
  private static final class Reading {

    private final Set<String> files;
    private final Set<String> used = new HashSet<>();
    private final SampleForming forming = new SampleForming(false);
    private long extraRows;
    private long listCount;

    Reading(Set<String> files) {
      this.files = files;
    }

    void list(TimedList list, String folder, String text) {
      String path = folder + list.fileName();
      used.add(path);
      listCount++;
      List<String> rows = text.lines().toList();
      for (int i = 0; i < rows.size(); i++) {
        String row = rows.get(i).strip();
        if (!row.isEmpty() && !row.startsWith("#")) {
          row(list, folder, i + 1, row.split("[\\s,]+", -1));
        }
      }
    }

    private void row(TimedList list, String folder, int line, String[] cells) {
      String place = folder + list.fileName() + ":" + line;
      Long time =
          cells[0].matches("[0-9]{1,12}(\\.[0-9]{1,9})?") ? PathTemplate.nanos(cells[0], 0) : null;
      int needed =
          list.content() == TimedList.Content.PATH ? 1 : list.stream().form().shape().getFirst();
      if (time == null || cells.length != needed + 1) {
        extraRow(
            place,
            Reason.BAD_ROW,
            "The row '%s' is not a time in seconds and %d more"
                .formatted(String.join(" ", cells), needed));
        return;
      }
      PathFacts facts = new PathFacts(null, sequence(folder), time, Split.NONE, null, false);
      switch (list.content()) {
        case PATH -> file(list, facts, place, folder + cells[1]);
        case NUMBERS -> numbers(list, facts, line, folder, cells);
      }
    }

    private void file(TimedList list, PathFacts facts, String place, String path) {
      if (!files.contains(path)) {
        extraRow(place, Reason.MISSING_FILE, "There is no file '%s'".formatted(path));
        return;
      }
      if (!used.add(path)) {
        extraRow(place, Reason.DUPLICATE_ITEM, "The file '%s' was listed before".formatted(path));
        return;
      }
      Long named = timeOfName(path);
      if (named != null && !named.equals(facts.timeNanos())) {
        forming.reject(
            path,
            Reason.SWAPPED_ID,
            "'%s' gives the file time %d, its name says %d"
                .formatted(place, facts.timeNanos(), named));
        return;
      }
      forming.add(list.stream(), facts, new ItemSource.File(path));
    }

    private void numbers(TimedList list, PathFacts facts, int line, String folder, String[] cells) {
      extraRows++;
      String path = folder + list.fileName();
      double[] values = new double[cells.length - 1];
      try {
        for (int i = 0; i < values.length; i++) {
          values[i] = Double.parseDouble(cells[i + 1]);
        }
      } catch (NumberFormatException e) {
        forming.reject(
            path + ":" + line,
            Reason.BAD_ROW,
            "The row '%s' has what is no number".formatted(String.join(" ", cells)));
        return;
      }
      if (!Arrays.stream(values).allMatch(Double::isFinite)) {
        forming.reject(
            path + ":" + line,
            Reason.NAN_IN_POSE,
            "The row at time %s has the values %s".formatted(cells[0], Arrays.toString(values)));
        return;
      }
      forming.add(
          list.stream(),
          facts,
          new ItemSource.Row(path, line, NdArray.float64(values, values.length)));
    }

    ImportedTree tree() {
      for (String path : files) {
        if (!used.contains(path)) {
          forming.reject(path, Reason.NO_STREAM, "No list names the file");
        }
      }
      return forming.tree(files.size() + extraRows, listCount, List.of());
    }

    private void extraRow(String place, Reason reason, String detail) {
      extraRows++;
      forming.reject(place, reason, detail);
    }

    private static @Nullable String sequence(String folder) {
      return folder.isEmpty() ? null : folder.substring(0, folder.length() - 1);
    }

    /** Null if the name is no time. */
    private static @Nullable Long timeOfName(String path) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      String stem = name.substring(0, Math.max(0, name.lastIndexOf('.')));
      return stem.matches("[0-9]{1,12}\\.[0-9]{1,9}") ? PathTemplate.nanos(stem, 0) : null;
    }
  }
}
