package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Turns old hours of the log into Parquet. The file is written, read back and compared, and stored;
 * only then the hour is said to lie there; only then its partition goes. A crash between any two of
 * these leaves the rows in the database, in the Parquet or in both, and the next round goes on.
 * Several processes may do the same hour at once.
 */
@Component
class LogRollUp {

  private static final Logger LOG = LoggerFactory.getLogger(LogRollUp.class);
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final long MAX_BYTES = 64L << 30;

  private final LogPartitions partitions;
  private final RolledHourRepository hours;
  private final ArtifactStore artifacts;
  private final Path folder;
  private final Clock clock;

  LogRollUp(
      LogPartitions partitions,
      RolledHourRepository hours,
      @Qualifier("servingArtifacts") ArtifactStore artifacts,
      @Value("${gyre.home:${java.io.tmpdir}/gyre}") Path home,
      Clock clock) {
    this.partitions = partitions;
    this.hours = hours;
    this.artifacts = artifacts;
    this.folder = home.resolve("tmp/serving-rollup");
    this.clock = clock;
  }

  /**
   * Takes all hours that had ended before an instant out of the database, oldest first; stops at
   * the first that fails.
   *
   * @return how many
   */
  int rollUp(Instant before) {
    int done = 0;
    for (Instant hour : partitions.hours()) {
      if (!hour.plus(Duration.ofHours(1)).isAfter(before)) {
        take(hour);
        done++;
      }
    }
    return done;
  }

  private void take(Instant hour) {
    @Nullable Path own = null;
    try {
      Files.createDirectories(folder);
      own = Files.createTempDirectory(folder, "hour");
      HourFile.Content content = move(hour, own.resolve("hour.parquet"));
      hours.drop(hour);
      LOG.info("Hour {} of the prediction log, {} rows, is Parquet now", hour, content.rows());
    } catch (IOException e) {
      throw new UncheckedIOException("Hour %s of the log is not rolled up".formatted(hour), e);
    } finally {
      remove(own);
    }
  }

  /** Empty hours leave nothing behind; those that an earlier round has kept only go. */
  private HourFile.Content move(Instant hour, Path path) throws IOException {
    HourFile file = new HourFile(path);
    HourFile.Content wanted = file.write(sink -> hours.readAll(hour, sink));
    if (wanted.rows() == 0) {
      return wanted;
    }
    HourFile.Content held = file.read();
    if (!held.equals(wanted)) {
      throw new IOException(
          "The Parquet of hour %s holds %s and the database %s; the hour stays in the database"
              .formatted(hour, held, wanted));
    }
    hours.keep(new RolledHour(hour, store(path), held), clock.instant());
    return held;
  }

  private Digest store(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return artifacts.put(in, PARQUET, MAX_BYTES).digest();
    }
  }

  private static void remove(@Nullable Path own) {
    try {
      boolean _ = own != null && FileSystemUtils.deleteRecursively(own);
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", own, e.getMessage());
    }
  }
}
