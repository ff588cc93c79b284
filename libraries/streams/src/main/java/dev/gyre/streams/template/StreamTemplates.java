package dev.gyre.streams.template;

import dev.gyre.streams.template.ImportReject.Reason;
import dev.gyre.streams.template.PathTemplate.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The templates of all streams of a tree. Samples are formed by id where the templates have one:
 * then a sample needs every required stream. Where they have only times, samples are formed by
 * equal times and may lack any stream: {@link ImportedTree#tracks} goes to alignment.
 */
public final class StreamTemplates {

  private final List<StreamTemplate> streams;
  private final boolean byId;

  private StreamTemplates(List<StreamTemplate> streams, boolean byId) {
    this.streams = List.copyOf(streams);
    this.byId = byId;
  }

  /**
   * Checks that the templates fit together.
   *
   * @throws IllegalArgumentException if there is none, two streams have one name, one file could
   *     belong to two streams, or some have an id or sequence and others not
   */
  public static StreamTemplates of(List<StreamTemplate> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("templates are empty; give one for each stream");
    }
    Set<String> names = new HashSet<>();
    for (StreamTemplate one : streams) {
      if (!names.add(one.stream().name())) {
        throw new IllegalArgumentException(
            "templates name stream '%s' twice".formatted(one.stream().name()));
      }
    }
    requireAlike(streams, Field.ID);
    requireAlike(streams, Field.SEQUENCE);
    requireApart(streams);
    return new StreamTemplates(streams, streams.getFirst().template().fields().contains(Field.ID));
  }

  public List<StreamTemplate> streams() {
    return streams;
  }

  /**
   * Forms samples of the files; equal sets of paths give equal results.
   *
   * @param paths relative, with forward slashes
   */
  public ImportedTree read(Collection<String> paths) {
    SampleForming forming = new SampleForming(byId);
    Set<String> ordered = new TreeSet<>(paths);
    for (String path : ordered) {
      match(path, forming);
    }
    return forming.tree(ordered.size(), streams);
  }

  private void match(String path, SampleForming forming) {
    Map<StreamTemplate, PathFacts> matches = new HashMap<>();
    for (StreamTemplate one : streams) {
      PathFacts facts = one.template().match(path);
      if (facts != null) {
        matches.put(one, facts);
      }
    }
    if (matches.isEmpty()) {
      forming.reject(
          path, Reason.NO_STREAM, "The path fits no template of %s".formatted(streamNames()));
      return;
    }
    if (matches.size() > 1) {
      forming.reject(
          path,
          Reason.TWO_STREAMS,
          "The path fits the templates of %s"
              .formatted(
                  matches.keySet().stream().map(one -> one.stream().name()).sorted().toList()));
      return;
    }
    Map.Entry<StreamTemplate, PathFacts> only = matches.entrySet().iterator().next();
    PathFacts facts = only.getValue();
    if (facts.otherId() != null) {
      forming.reject(
          path,
          Reason.SWAPPED_ID,
          "The path says sample '%s', and in another place '%s'"
              .formatted(facts.key(), facts.otherId()));
    } else if (facts.timeTooLarge()) {
      forming.reject(path, Reason.BAD_ROW, "The time in the path is too large for nanoseconds");
    } else {
      forming.add(only.getKey().stream(), facts, new ItemSource.File(path));
    }
  }

  private List<String> streamNames() {
    return streams.stream().map(one -> one.stream().name()).toList();
  }

  private static void requireAlike(List<StreamTemplate> streams, Field field) {
    Set<Boolean> has = new HashSet<>();
    List<String> without = new ArrayList<>();
    for (StreamTemplate one : streams) {
      boolean present = one.template().fields().contains(field);
      has.add(present);
      if (!present) {
        without.add(one.stream().name());
      }
    }
    if (has.size() > 1) {
      throw new IllegalArgumentException(
          "templates of %s have no {%s}, those of other streams have; samples could not be formed"
              .formatted(without, field.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Every template's own paths must be strangers to all others. */
  private static void requireApart(List<StreamTemplate> streams) {
    for (StreamTemplate one : streams) {
      for (StreamTemplate other : streams) {
        for (String value : List.of("x", "7")) {
          String path = one.template().example(value, 7);
          if (!one.equals(other) && other.template().match(path) != null) {
            throw new IllegalArgumentException(
                "templates '%s' of stream '%s' and '%s' of '%s' both fit '%s'; make them differ"
                    .formatted(
                        one.template(),
                        one.stream().name(),
                        other.template(),
                        other.stream().name(),
                        path));
          }
        }
      }
    }
  }
}
