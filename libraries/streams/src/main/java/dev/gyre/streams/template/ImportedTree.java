package dev.gyre.streams.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tree of files holds: inputs = items of samples + rejects + lists.
 *
 * @param inputs files, and rows of lists that are items themselves
 * @param lists files that only name others
 * @param samples in the order of keys
 * @param rejects in the order of places
 */
public record ImportedTree(
    long inputs, long lists, List<ImportedSample> samples, List<ImportReject> rejects) {

  public ImportedTree {
    samples = List.copyOf(samples);
    rejects = List.copyOf(rejects);
    long items = samples.stream().mapToLong(sample -> sample.items().size()).sum();
    if (inputs != items + rejects.size() + lists) {
      throw new IllegalArgumentException(
          "%d inputs are not %d items, %d rejects and %d lists"
              .formatted(inputs, items, rejects.size(), lists));
    }
  }

  /** One stream of one sequence. */
  public record Track(@Nullable String sequence, String stream, List<TimedItem> items) {

    public Track {
      items = List.copyOf(items);
    }
  }

  /** An item with its time. */
  public record TimedItem(long timeNanos, ImportedItem item) {}

  /**
   * The items with times, as alignment takes them: each stream of each sequence by itself, in the
   * order of times.
   */
  public List<Track> tracks() {
    SequencedMap<String, List<TimedItem>> items = new TreeMap<>();
    SequencedMap<String, Track> heads = new TreeMap<>();
    for (ImportedSample sample : samples) {
      Long time = sample.timeNanos();
      if (time == null) {
        continue;
      }
      sample
          .items()
          .forEach((stream, item) -> {
            String key = sample.sequence() + "\0" + stream;
            heads.putIfAbsent(key, new Track(sample.sequence(), stream, List.of()));
            items.computeIfAbsent(key, _ -> new ArrayList<>()).add(new TimedItem(time, item));
          });
    }
    List<Track> tracks = new ArrayList<>();
    heads.forEach((key, head) -> {
      List<TimedItem> timed = new ArrayList<>(items.getOrDefault(key, List.of()));
      timed.sort(Comparator.comparingLong(TimedItem::timeNanos));
      tracks.add(new Track(head.sequence(), head.stream(), timed));
    });
    return tracks;
  }
}
