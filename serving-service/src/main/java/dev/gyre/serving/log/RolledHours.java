package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Looks into hours of the log that are Parquet now, by local copies of which a few are kept. One
 * reader at a time: these are the days that hardly anybody asks for.
 */
@Component
class RolledHours {

  private static final int COPIES = 24;

  private final RolledHourRepository hours;
  private final ArtifactStore artifacts;
  private final Path folder;
  private final Map<Digest, Path> copies = new LinkedHashMap<>(16, 0.75f, true);

  RolledHours(
      RolledHourRepository hours,
      @Qualifier("servingArtifacts") ArtifactStore artifacts,
      @Value("${gyre.home:${java.io.tmpdir}/gyre}") Path home) {
    this.hours = hours;
    this.artifacts = artifacts;
    this.folder = home.resolve("tmp/serving-hours");
  }

  /** Reads one file. */
  @FunctionalInterface
  private interface Reading<T extends @Nullable Object> {
    T of(HourFile file) throws IOException;
  }

  Optional<LogRow> find(UUID id) {
    for (RolledHour hour : hours.between(id, id)) {
      LogRow row = read(hour, file -> file.find(id));
      if (row != null) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** Ids of predictions with a payload below an id, newest first. */
  List<UUID> withPayload(ProjectId project, Digest payload, UUID below, int limit) {
    return hours.withPayload(project.value(), payload, below, limit);
  }

  /** Rows of an endpoint from {@code floor} (inclusive) to {@code below} (exclusive). */
  List<LogRow> window(UUID endpoint, UUID floor, UUID below, LogOrder order, int limit) {
    List<RolledHour> all = hours.between(floor, below);
    List<LogRow> found = new ArrayList<>();
    for (RolledHour hour : order == LogOrder.ASC ? all : all.reversed()) {
      if (found.size() >= limit) {
        break;
      }
      int left = limit - found.size();
      found.addAll(read(hour, file -> file.window(endpoint, floor, below, order, left)));
    }
    return found;
  }

  private synchronized <T extends @Nullable Object> T read(RolledHour hour, Reading<T> reading) {
    try {
      return reading.of(new HourFile(copy(hour.artifact())));
    } catch (IOException e) {
      throw new UncheckedIOException("Hour %s of the log".formatted(hour.hour()), e);
    }
  }

  private Path copy(Digest artifact) throws IOException {
    Path known = copies.get(artifact);
    if (known != null && Files.exists(known)) {
      return known;
    }
    if (copies.isEmpty()) {
      // What an earlier process has left.
      boolean _ = FileSystemUtils.deleteRecursively(folder);
    }
    Files.createDirectories(folder);
    Path partial = folder.resolve(artifact + ".part");
    try (InputStream in = artifacts.open(artifact)) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
    }
    Path file = folder.resolve(artifact + ".parquet");
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    copies.put(artifact, file);
    forgetOldest();
    return file;
  }

  private void forgetOldest() throws IOException {
    Iterator<Path> oldest = copies.values().iterator();
    while (copies.size() > COPIES) {
      Files.deleteIfExists(oldest.next());
      oldest.remove();
    }
  }
}
