package dev.gyre.streams.align;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts streams together as an {@link AlignmentSpec} declares. Equal inputs give equal outcomes;
 * time grows with n log n, memory with n.
 */
public final class Alignment {

  private final AlignmentSpec spec;
  private final Moments moments;
  private final List<Matching> matchings;
  private final boolean[] dropped;

  private Alignment(AlignmentSpec spec, Moments moments, List<Matching> matchings) {
    this.spec = spec;
    this.moments = moments;
    this.matchings = matchings;
    dropped = new boolean[moments.size()];
    for (Matching matching : matchings) {
      boolean drops = matching.track().rule().onMiss() != MissRule.FILL;
      for (int k = 0; k < dropped.length; k++) {
        dropped[k] |= drops && matching.misses(k);
      }
    }
  }

  /**
   * Aligns, or says everything that is in the way.
   *
   * @param streams the items of every declared stream in the order in which they were recorded; of
   *     several with one time the first is kept
   */
  public static AlignmentResult run(AlignmentSpec spec, Map<String, List<TimedItem>> streams) {
    List<Refusal> refusals = new ArrayList<>(namesThatDiffer(spec, streams));
    Map<String, Track> tracks = new TreeMap<>();
    spec.streams()
        .forEach((name, rule) -> {
          List<TimedItem> items = streams.get(name);
          if (items != null) {
            Track track = new Track(name, rule, items);
            refusals.addAll(track.refusals());
            tracks.put(name, track);
          }
        });
    if (!refusals.isEmpty()) {
      return new AlignmentResult.Refused(refusals);
    }
    Moments moments = Moments.of(spec.timeline(), tracks, refusals);
    List<Matching> matchings =
        tracks.values().stream().map(track -> Matching.of(track, moments)).toList();
    for (Matching matching : matchings) {
      refuseMisses(matching, moments, refusals);
    }
    return refusals.isEmpty()
        ? new Alignment(spec, moments, matchings).aligned()
        : new AlignmentResult.Refused(refusals);
  }

  private static List<Refusal> namesThatDiffer(
      AlignmentSpec spec, Map<String, List<TimedItem>> streams) {
    List<Refusal> refusals = new ArrayList<>();
    for (String name : new TreeMap<>(streams).keySet()) {
      if (!spec.streams().containsKey(name)) {
        refusals.add(
            new Refusal(
                Refusal.Reason.UNDECLARED_STREAM,
                name,
                "Stream '%s' has %d items and no rule; declare it or leave it out"
                    .formatted(name, streams.getOrDefault(name, List.of()).size()),
                Bounded.of(List.of())));
      }
    }
    for (String name : spec.streams().keySet()) {
      if (!streams.containsKey(name)) {
        refusals.add(
            new Refusal(
                Refusal.Reason.MISSING_STREAM,
                name,
                "Stream '%s' has a rule and was not given; give its items, an empty list if it is optional"
                    .formatted(name),
                Bounded.of(List.of())));
      }
    }
    return refusals;
  }

  private static void refuseMisses(Matching matching, Moments moments, List<Refusal> refusals) {
    if (matching.track().rule().onMiss() != MissRule.REFUSE_RUN) {
      return;
    }
    List<String> misses = misses(matching, moments);
    if (!misses.isEmpty()) {
      refusals.add(
          new Refusal(
              Refusal.Reason.MISSING_ITEM,
              matching.track().name(),
              "Stream '%s' has no item for %d of %d moments, and its rule refuses that; see their ids"
                  .formatted(matching.track().name(), misses.size(), moments.size()),
              Bounded.of(misses)));
    }
  }

  private static List<String> misses(Matching matching, Moments moments) {
    return IntStream.range(0, moments.size())
        .filter(matching::misses)
        .mapToObj(moments::id)
        .toList();
  }

  private AlignmentResult aligned() {
    List<AlignedSample> samples = new ArrayList<>();
    List<String> droppedIds = new ArrayList<>();
    for (int k = 0; k < moments.size(); k++) {
      if (dropped[k]) {
        droppedIds.add(moments.id(k));
        continue;
      }
      Map<String, AlignedItem> items = new TreeMap<>();
      for (Matching matching : matchings) {
        items.put(matching.track().name(), matching.item(k));
      }
      samples.add(new AlignedSample(moments.id(k), moments.timeNanos(k), items));
    }
    Map<String, StreamReport> reports = new TreeMap<>();
    for (Matching matching : matchings) {
      reports.put(matching.track().name(), report(matching, samples));
    }
    return new AlignmentResult.Aligned(
        samples,
        new AlignmentReport(
            spec.digest(), moments.size(), samples.size(), Bounded.of(droppedIds), reports));
  }

  private StreamReport report(Matching matching, List<AlignedSample> samples) {
    Track track = matching.track();
    Map<Came, List<String>> came = new EnumMap<>(Came.class);
    for (Came way : Came.values()) {
      came.put(way, new ArrayList<>());
    }
    for (AlignedSample sample : samples) {
      AlignedItem item = sample.items().getOrDefault(track.name(), new AlignedItem.Filled());
      came.getOrDefault(Came.of(item), List.of()).add(sample.id());
    }
    int[] uses = matching.uses(k -> !dropped[k]);
    return new StreamReport(
        track.inputs(),
        IntStream.of(uses).filter(count -> count > 0).count(),
        bounded(unused(matching, uses), Unused.class),
        bounded(came, Came.class),
        Bounded.of(misses(matching, moments)),
        Bounded.of(
            IntStream.range(0, uses.length)
                .filter(item -> uses[item] > 1)
                .mapToObj(item -> track.item(item).id())
                .toList()),
        Bounded.of(track.jumps()),
        SkewHistogram.of(spec.skewEdgesNanos(), skews(matching)));
  }

  private Map<Unused, List<String>> unused(Matching matching, int[] uses) {
    Track track = matching.track();
    Map<Unused, List<String>> unused = new EnumMap<>(Unused.class);
    for (Unused reason : Unused.values()) {
      unused.put(reason, new ArrayList<>());
    }
    unused.put(Unused.CLOCK_MISSING, track.timeless());
    unused.put(Unused.DUPLICATE_TIME, track.duplicates());
    int[] chosen = matching.uses(_ -> true);
    for (int item = 0; item < uses.length; item++) {
      if (uses[item] > 0) {
        continue;
      }
      Unused reason =
          chosen[item] > 0
              ? Unused.SAMPLE_DROPPED
              : matching.inReach(item) ? Unused.NOT_CHOSEN : Unused.OUT_OF_REACH;
      unused.getOrDefault(reason, List.of()).add(track.item(item).id());
    }
    return unused;
  }

  private List<Long> skews(Matching matching) {
    if (matching.track().rule().policy() instanceof Policy.Interpolate) {
      return IntStream.range(0, moments.size())
          .filter(k -> !dropped[k] && !matching.misses(k) && matching.skewNanos(k) == 0)
          .mapToObj(_ -> 0L)
          .toList();
    }
    return IntStream.range(0, moments.size())
        .filter(k -> !dropped[k] && !matching.misses(k))
        .mapToObj(matching::skewNanos)
        .toList();
  }

  private static <E extends Enum<E>> Map<E, Bounded<String>> bounded(
      Map<E, List<String>> all, Class<E> keys) {
    Map<E, Bounded<String>> bounded = new EnumMap<>(keys);
    all.forEach((key, ids) -> bounded.put(key, Bounded.of(ids)));
    return bounded;
  }
}
