package dev.gyre.data.imports;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.imports.StreamProbe.Probed;
import dev.gyre.data.sample.Attributes;
import dev.gyre.data.sample.SampleStreams;
import dev.gyre.infra.artifactstore.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of one line: reads each, looks at what it is, and keeps the bytes to be stored. */
final class LineStreams {

  /** What the server holds of one sample at once. */
  private static final long MAX_SAMPLE_BYTES = 128L << 20;

  private final TaskContract contract;
  private final SampleArchive archive;
  private final StreamProbe probe;
  private final List<Content> contents = new ArrayList<>();
  private final List<StreamItem> items = new ArrayList<>();
  private final Map<String, Probed.Raster> rasters = new HashMap<>();
  private long bytes;

  LineStreams(TaskContract contract, SampleArchive archive, StreamProbe probe) {
    this.contract = contract;
    this.archive = archive;
    this.probe = probe;
  }

  /** A file that is what it should be. */
  record Read(Content content, Probed probed) {}

  void read(Map<String, SampleLine.Item> streams) throws IOException, NotTaken {
    Optional<SampleStreams.Violation> violation =
        SampleStreams.violation(contract, streams.keySet());
    if (violation.isPresent()) {
      throw new NotTaken(violation.get().reason(), violation.get().detail());
    }
    for (StreamSpec stream : contract.streams()) {
      SampleLine.Item item = streams.get(stream.name());
      if (item != null) {
        read(stream, item);
      }
    }
  }

  private void read(StreamSpec stream, SampleLine.Item item) throws IOException, NotTaken {
    try {
      Attributes.check(item.attributes());
    } catch (PlatformException e) {
      throw new NotTaken("BAD_ATTRIBUTES", "Stream '%s': %s".formatted(stream.name(), e.detail()));
    }
    Read read = read(stream.kind(), item.file(), item.mediaType());
    switch (read.probed()) {
      case Probed.Raster raster -> {
        requireChannels(stream, raster);
        requireType(stream, raster.type());
        rasters.put(stream.name(), raster);
      }
      case Probed.Other other -> requireType(stream, other.type());
      case Probed.Refused refused -> throw new NotTaken(refused.reason(), refused.detail());
    }
    items.add(
        new StreamItem(
            stream.name(),
            read.content().artifact().digest(),
            read.content().artifact().mediaType(),
            read.content().artifact().sizeBytes(),
            item.attributes()));
  }

  /**
   * Reads a file and keeps its bytes.
   *
   * @param kind of what it should be
   * @param mediaType that it is said to be, if anything is said
   */
  Read read(String kind, String file, @Nullable String mediaType) throws IOException, NotTaken {
    byte[] read = archive.read(file);
    bytes += read.length;
    if (bytes > MAX_SAMPLE_BYTES) {
      throw new NotTaken(
          "SAMPLE_TOO_LARGE",
          "The files of one sample have more than the limit of %d bytes"
              .formatted(MAX_SAMPLE_BYTES));
    }
    Probed probed = probe.probe(kind, read);
    String found =
        switch (probed) {
          case Probed.Raster raster -> raster.mediaType();
          case Probed.Other other -> other.mediaType();
          case Probed.Refused refused ->
              throw new NotTaken(
                  refused.reason(), "File '%s': %s".formatted(file, refused.detail()));
        };
    if (mediaType != null && !mediaType.equals(found)) {
      throw new NotTaken(
          "WRONG_MEDIA_TYPE",
          "File '%s' is said to be %s and is %s".formatted(file, mediaType, found));
    }
    Content content = new Content(read, found);
    contents.add(content);
    return new Read(content, probed);
  }

  private static void requireChannels(StreamSpec stream, Probed.Raster raster) throws NotTaken {
    Integer wanted = stream.channels();
    if (wanted == null && !stream.kind().equals(StreamSpec.IMAGE)) {
      wanted = 1;
    }
    if (wanted != null && wanted != raster.channels()) {
      throw new NotTaken(
          "WRONG_CHANNELS",
          "Stream '%s' has %d channels, not %d"
              .formatted(stream.name(), wanted, raster.channels()));
    }
  }

  private static void requireType(StreamSpec stream, @Nullable ElementType type) throws NotTaken {
    if (stream.elementType() != null && type != null && stream.elementType() != type) {
      throw new NotTaken(
          "WRONG_ELEMENT_TYPE",
          "Stream '%s' has values of %s, not %s"
              .formatted(stream.name(), stream.elementType(), type));
    }
  }

  /** Refuses a map of another size than what it is about: its stream, or all that have a size. */
  void requireSize(String target, String file, Probed.Raster map) throws NotTaken {
    List<String> about =
        rasters.containsKey(target) ? List.of(target) : rasters.keySet().stream().sorted().toList();
    for (String stream : about) {
      Probed.Raster raster = Objects.requireNonNull(rasters.get(stream));
      if (raster.widthPx() != map.widthPx() || raster.heightPx() != map.heightPx()) {
        throw new NotTaken(
            "SIZE_MISMATCH",
            "File '%s' has %d x %d pixels, stream '%s' has %d x %d"
                .formatted(
                    file,
                    map.widthPx(),
                    map.heightPx(),
                    stream,
                    raster.widthPx(),
                    raster.heightPx()));
      }
    }
  }

  boolean has(String stream) {
    return items.stream().anyMatch(item -> item.name().equals(stream));
  }

  /** In the order of the contract. */
  List<StreamItem> items() {
    return items;
  }

  /** All bytes that were read. */
  List<Content> contents() {
    return contents;
  }
}
