package dev.gyre.data.sample;

import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which streams a sample must and may have. */
public final class SampleStreams {

  private SampleStreams() {}

  /**
   * Why a sample is refused.
   *
   * @param reason stable name in capitals
   * @param detail one sentence with the stream
   */
  public record Violation(String reason, String detail) {}

  /** What is wrong with the streams of a sample; empty if nothing is. */
  public static Optional<Violation> violation(TaskContract contract, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (contract.stream(name).isEmpty()) {
        return Optional.of(
            new Violation(
                "UNKNOWN_STREAM", "'%s' is no stream of the task contract".formatted(name)));
      }
      if (!seen.add(name)) {
        return Optional.of(
            new Violation("DUPLICATE_STREAM", "Stream '%s' is given twice".formatted(name)));
      }
    }
    return contract.streams().stream()
        .filter(stream -> stream.required() && !seen.contains(stream.name()))
        .findFirst()
        .map(StreamSpec::name)
        .or(() -> seen.isEmpty() ? Optional.of("of any name") : Optional.empty())
        .map(name ->
            new Violation(
                "MISSING_STREAM",
                "Stream '%s' is missing, which the task contract requires".formatted(name)));
  }

  /** The items as samples have them: in the order of the contract. */
  public static List<StreamItem> inOrder(TaskContract contract, Collection<StreamItem> items) {
    List<String> names = contract.streams().stream().map(StreamSpec::name).toList();
    return items.stream()
        .sorted(Comparator.comparingInt(item -> names.indexOf(item.name())))
        .toList();
  }
}
