package dev.gyre.streams.preparation;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.shard.Shard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What a run did: inputs = outputs + rejects.
 *
 * @param preparationDigest of the {@link PreparationSpec}
 * @param preparedDigest of what the set says: SHA-256 over the preparation's digest, then the
 *     digests of all samples by split and key (key, label, split, group, sources, pixels). The
 *     order of the inputs, the size of shards and the compression of pictures do not change it
 * @param rejects in the order of keys
 * @param shards by split, then number
 * @param streams by name, in the order of the preparation
 */
public record PreparationReport(
    String preparationDigest,
    String preparedDigest,
    long inputs,
    long outputs,
    List<Reject> rejects,
    List<Shard> shards,
    SequencedMap<String, StreamCounts> streams) {

  public PreparationReport {
    rejects = List.copyOf(rejects);
    shards = List.copyOf(shards);
    streams = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(streams));
    for (Map.Entry<String, StreamCounts> stream : streams.entrySet()) {
      if (stream.getValue().present() + stream.getValue().filled() != outputs) {
        throw new IllegalArgumentException(
            "Stream '%s' is present in %d and filled in %d of %d outputs"
                .formatted(
                    stream.getKey(),
                    stream.getValue().present(),
                    stream.getValue().filled(),
                    outputs));
      }
    }
    if (inputs != outputs + rejects.size()) {
      throw new IllegalArgumentException(
          "%d inputs are not %d outputs and %d rejects".formatted(inputs, outputs, rejects.size()));
    }
  }

  /** The report in canonical JSON, as in {@code report.json}. */
  public String canonicalJson() {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Shard shard : shards) {
      files.add(
          Map.of(
              "name", shard.name(),
              "samples", shard.samples(),
              "size", shard.sizeBytes(),
              "sha256", shard.sha256()));
    }
    return CanonicalJson.write(
        Map.of(
            "format", "gyre-preparation-report/2",
            "preparation", preparationDigest,
            "prepared", preparedDigest,
            "inputs", inputs,
            "outputs", outputs,
            "rejects", rejects.stream().map(Reject::toMembers).toList(),
            "shards", files,
            "streams", members(StreamCounts::toMembers)));
  }

  /** The statistics of streams by split in canonical JSON, as in {@code statistics.json}. */
  public String statisticsJson() {
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-preparation-statistics/1",
            "preparation",
            preparationDigest,
            "prepared",
            preparedDigest,
            "streams",
            members(StreamCounts::statisticsMembers)));
  }

  private Map<String, Object> members(Function<StreamCounts, Object> of) {
    Map<String, Object> members = new HashMap<>();
    streams.forEach((name, counts) -> members.put(name, of.apply(counts)));
    return members;
  }
}
