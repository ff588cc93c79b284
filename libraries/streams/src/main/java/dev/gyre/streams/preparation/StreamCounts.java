package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one stream.
 *
 * @param present outputs that have it
 * @param filled outputs that lack it; present + filled = outputs
 * @param rejects inputs that were rejected because of it, by reason
 * @param statistics of the values that are present, by split; splits without any are left out
 */
public record StreamCounts(
    long present,
    long filled,
    Map<Reject.Reason, Long> rejects,
    Map<Split, StreamStatistics> statistics) {

  public StreamCounts {
    rejects = Collections.unmodifiableMap(new TreeMap<>(rejects));
    statistics = Collections.unmodifiableMap(new TreeMap<>(statistics));
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, Object> reasons = new HashMap<>();
    rejects.forEach((reason, count) -> reasons.put(reason.name(), count));
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("present", present);
    members.put("filled", filled);
    members.put("rejects", reasons);
    members.put("statistics", statisticsMembers());
    return members;
  }

  Map<String, Object> statisticsMembers() {
    Map<String, Object> splits = new HashMap<>();
    statistics.forEach((split, of) -> splits.put(split.wireName(), of.toMembers()));
    return splits;
  }

  /** Counts while a run goes on. */
  static final class Counting {

    private final Map<Reject.Reason, Long> rejects = new EnumMap<>(Reject.Reason.class);
    private final Map<Split, StreamStatistics> statistics = new EnumMap<>(Split.class);
    private long present;
    private long filled;

    void present(Split split, StreamStatistics of) {
      present++;
      statistics.merge(split, of, StreamStatistics::plus);
    }

    void filled() {
      filled++;
    }

    void rejected(Reject.Reason reason) {
      rejects.merge(reason, 1L, Long::sum);
    }

    StreamCounts counts() {
      return new StreamCounts(present, filled, rejects, statistics);
    }
  }
}
