package dev.gyre.data.imports;

import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.sample.IncomingSample;
import dev.gyre.data.sample.Metadata;
import dev.gyre.infra.artifactstore.Content;
import java.io.IOException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Judges the lines of an archive by the task contract; the same archive always alike. */
final class SampleCheck {

  private static final int MAX_TEXT = 1024;

  private final TaskContract contract;
  private final SampleArchive archive;
  private final StreamProbe probe;
  private final Set<String> keys = new HashSet<>();

  SampleCheck(TaskContract contract, SampleArchive archive, StreamProbe probe) {
    this.contract = contract;
    this.archive = archive;
    this.probe = probe;
  }

  /** A sample to be taken, with the bytes of its streams and maps. */
  record Taken(IncomingSample sample, List<Content> contents) {}

  /**
   * Reads a line and notes the files that it names.
   *
   * @throws NotTaken if it is none
   */
  SampleLine parse(String line) throws NotTaken {
    try {
      SampleLine parsed = ContractJson.mapper().readValue(line, SampleLine.class);
      archive.name(parsed.files());
      return parsed;
    } catch (JacksonException e) {
      throw new NotTaken("BAD_LINE", "The line is no sample: " + e.getOriginalMessage());
    }
  }

  /**
   * Reads the files of a line and judges all that it says.
   *
   * @throws NotTaken if it is no sample of the contract
   */
  Taken check(SampleLine line) throws IOException, NotTaken {
    String key = text("key", line.key());
    if (!keys.add(key)) {
      throw new NotTaken("DUPLICATE_KEY", "Key '%s' was there before".formatted(key));
    }
    String sequence = line.sequence() == null ? null : text("sequence", line.sequence());
    ObjectNode metadata = metadata(line.metadata());
    String group = group(line, metadata);
    LineStreams streams = new LineStreams(contract, archive, probe);
    streams.read(line.streams());
    LineAnnotations annotations = new LineAnnotations(contract, streams);
    annotations.read(line.annotations());
    IncomingSample sample =
        new IncomingSample(
            key,
            sequence,
            line.timeNs(),
            group,
            metadata,
            streams.items(),
            annotations.annotations(),
            annotations.scope(line.scope()));
    try {
      sample.requireStorable();
    } catch (PlatformException e) {
      throw new NotTaken("BAD_VALUE", e.detail());
    }
    return new Taken(sample, streams.contents());
  }

  private static String text(String field, String text) throws NotTaken {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    if (composed.isBlank()
        || composed.length() > MAX_TEXT
        || composed.chars().anyMatch(Character::isISOControl)) {
      throw new NotTaken(
          field.equals("key") ? "INVALID_KEY" : "BAD_VALUE",
          "The %s is blank, over %d characters or has control characters"
              .formatted(field, MAX_TEXT));
    }
    return composed;
  }

  private ObjectNode metadata(Map<String, Object> given) throws NotTaken {
    Map<String, Object> present = new HashMap<>(given);
    present.values().removeIf(Objects::isNull);
    try {
      return Metadata.of(present, contract);
    } catch (PlatformException e) {
      throw new NotTaken("BAD_METADATA", e.detail());
    }
  }

  private @Nullable String group(SampleLine line, ObjectNode metadata) throws NotTaken {
    if (line.group() != null) {
      return text("group", line.group());
    }
    String group = Metadata.group(metadata, contract);
    if (group == null && !contract.groupKey().isEmpty()) {
      throw new NotTaken(
          "NO_GROUP", "The group key %s is not in the metadata".formatted(contract.groupKey()));
    }
    return group;
  }
}
