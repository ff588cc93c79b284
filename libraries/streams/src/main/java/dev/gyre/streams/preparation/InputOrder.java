package dev.gyre.streams.preparation;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.shard.ShardKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a run in their one order, by split and shard key, and those that have no place in
 * it. However the iterator gave them, the outcome is the same.
 */
record InputOrder(List<InputSample> ordered, List<Reject> rejects) {

  private static final Comparator<InputSample> BY_KEY =
      Comparator.comparing(InputSample::key)
          .thenComparing(InputSample::sourceId)
          .thenComparing(InputSample::split)
          .thenComparing(InputSample::group)
          .thenComparing(sample -> Objects.requireNonNullElse(sample.label(), ""));

  static InputOrder of(Iterator<InputSample> samples) {
    List<InputSample> all = new ArrayList<>();
    samples.forEachRemaining(all::add);
    all.sort(BY_KEY);
    List<InputSample> ordered = new ArrayList<>(all.size());
    List<Reject> rejects = new ArrayList<>();
    InputSample last = null;
    for (InputSample sample : all) {
      Reject reject = check(sample, last);
      if (reject == null) {
        ordered.add(sample);
        last = sample;
      } else {
        rejects.add(reject);
      }
    }
    ordered.sort(
        Comparator.comparing(InputSample::split)
            .thenComparing(sample -> ShardKey.of(sample.key())));
    return new InputOrder(ordered, rejects);
  }

  private static @Nullable Reject check(InputSample sample, @Nullable InputSample last) {
    if (!ShardKey.fits(sample.key()) || !isWellFormed(sample)) {
      return new Reject(
          writable(sample.key()),
          writable(sample.sourceId()),
          null,
          Reject.Reason.INVALID_KEY,
          "The key is blank, over 1024 characters, has an empty part between slashes, or a text is not"
              + " well-formed Unicode");
    }
    if (last != null && last.key().equals(sample.key())) {
      return Reject.of(
          sample,
          Reject.Reason.DUPLICATE_KEY,
          "Source '%s' has the same key".formatted(last.sourceId()));
    }
    return null;
  }

  private static boolean isWellFormed(InputSample sample) {
    return Stream.concat(sample.streams().values().stream(), sample.annotations().values().stream())
            .allMatch(item -> CanonicalJson.isWellFormed(item.sourceId()))
        && (sample.place() == null || CanonicalJson.isWellFormed(sample.place().sequence()))
        && CanonicalJson.isWellFormed(sample.group())
        && (sample.label() == null || CanonicalJson.isWellFormed(sample.label()));
  }

  /** The text with halves of surrogate pairs replaced, so that a report can hold it. */
  private static String writable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(point -> Character.getType(point) == Character.SURROGATE ? 0xfffd : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
