package dev.gyre.streams.template;

import dev.gyre.streams.Split;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.ItemTimes;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.template.ImportReject.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers items into samples; items come in a fixed order. */
final class SampleForming {

  /** The clock of times in paths, where the stream declares none. */
  private static final String PATH_CLOCK = "path";

  private final boolean byId;
  private final SequencedMap<String, Draft> drafts = new TreeMap<>();
  private final List<ImportReject> rejects = new ArrayList<>();

  SampleForming(boolean byId) {
    this.byId = byId;
  }

  /** A sample while it grows. */
  private static final class Draft {

    final @Nullable String sequence;
    @Nullable Long timeNanos;
    Split split;
    final Map<String, ImportedItem> items = new LinkedHashMap<>();

    Draft(PathFacts first) {
      this.sequence = first.sequence();
      this.timeNanos = first.timeNanos();
      this.split = first.split();
    }
  }

  void reject(String place, Reason reason, String detail) {
    rejects.add(new ImportReject(place, reason, detail));
  }

  void add(StreamDeclaration stream, PathFacts facts, ItemSource source) {
    String key = facts.key();
    Draft draft = drafts.computeIfAbsent(key, _ -> new Draft(facts));
    ImportedItem present = draft.items.get(stream.name());
    if (present != null) {
      reject(
          source.place(),
          byId ? Reason.DUPLICATE_ITEM : Reason.DUPLICATE_TIME,
          "Sample '%s' has '%s' for stream '%s' already"
              .formatted(key, present.source().place(), stream.name()));
      return;
    }
    String contradiction = contradiction(draft, facts);
    if (contradiction != null) {
      reject(
          source.place(),
          Reason.CONTRADICTION,
          "Sample '%s' has %s by another stream".formatted(key, contradiction));
      return;
    }
    if (draft.timeNanos == null) {
      draft.timeNanos = facts.timeNanos();
    }
    if (draft.split == Split.NONE) {
      draft.split = facts.split();
    }
    draft.items.put(stream.name(), new ImportedItem(source, attributes(stream, facts)));
  }

  private static @Nullable String contradiction(Draft draft, PathFacts facts) {
    Long time = draft.timeNanos;
    if (time != null && facts.timeNanos() != null && !time.equals(facts.timeNanos())) {
      return "time %d here and %d".formatted(facts.timeNanos(), time);
    }
    boolean splits =
        draft.split != Split.NONE && facts.split() != Split.NONE && draft.split != facts.split();
    return splits
        ? "split %s here and %s".formatted(facts.split().wireName(), draft.split.wireName())
        : null;
  }

  private static ItemAttributes attributes(StreamDeclaration stream, PathFacts facts) {
    Long time = facts.timeNanos();
    if (time == null) {
      return ItemAttributes.NONE;
    }
    String clock = stream.timing() == null ? PATH_CLOCK : stream.timing().clock();
    return ItemAttributes.NONE.with(ItemTimes.of(clock, time));
  }

  ImportedTree tree(long inputs, Collection<StreamTemplate> templates) {
    return tree(
        inputs, 0, byId ? templates.stream().map(StreamTemplate::stream).toList() : List.of());
  }

  /**
   * Ends the forming.
   *
   * @param needed of these, the required ones must be in every sample
   */
  ImportedTree tree(long inputs, long lists, List<StreamDeclaration> needed) {
    List<ImportedSample> samples = new ArrayList<>();
    Map<String, String> keyByTime = new HashMap<>();
    for (Map.Entry<String, Draft> entry : drafts.entrySet()) {
      Draft draft = entry.getValue();
      List<String> missing =
          needed.stream()
              .filter(stream -> stream.isRequired() && !draft.items.containsKey(stream.name()))
              .map(StreamDeclaration::name)
              .toList();
      String twin = missing.isEmpty() ? twin(entry.getKey(), draft, keyByTime) : null;
      if (!missing.isEmpty()) {
        rejectAll(
            draft,
            Reason.MISSING_STREAM,
            "Sample '%s' lacks the required streams %s".formatted(entry.getKey(), missing));
      } else if (twin != null) {
        rejectAll(
            draft,
            Reason.DUPLICATE_TIME,
            "Sample '%s' has the time %d of '%s'".formatted(entry.getKey(), draft.timeNanos, twin));
      } else {
        samples.add(
            new ImportedSample(
                entry.getKey(),
                draft.sequence,
                draft.timeNanos,
                draft.split,
                new TreeMap<>(draft.items)));
      }
    }
    rejects.sort(Comparator.comparing(ImportReject::place));
    return new ImportedTree(inputs, lists, samples, rejects);
  }

  /** The sample before this one that has the same time in the same sequence. */
  private @Nullable String twin(String key, Draft draft, Map<String, String> keyByTime) {
    return draft.timeNanos == null || !byId
        ? null
        : keyByTime.putIfAbsent(draft.sequence + "\0" + draft.timeNanos, key);
  }

  private void rejectAll(Draft draft, Reason reason, String detail) {
    draft.items.values().forEach(item -> reject(item.source().place(), reason, detail));
  }
}
