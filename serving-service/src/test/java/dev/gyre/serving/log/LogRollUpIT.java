package dev.gyre.serving.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hours of the log become Parquet, and nobody who reads it notices. */
class LogRollUpIT {

  private static final Instant FIRST = Instant.parse("2031-05-01T10:20:30.123456Z");
  private static final ProjectId PROJECT = new ProjectId(new UUID(1, 1));
  private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

  private final ArtifactStore artifacts = LogFixture.store();
  private LogFixture fixture;
  private EndpointId endpoint;
  private LoggedPredictions log;
  private RolledHourRepository hours;
  private static final Content ANSWER = new Content(new byte[] {5, 6}, "application/zip");
  private static final Map<String, Object> METADATA =
      Map.of("light", "night", "lux", 0.1 + 0.2, "frames", 3L, "wet", true);
  private Path home;

  @BeforeEach
  void fillThreeHours(@TempDir Path folder) {
    home = folder;
    fixture = new LogFixture("gyre_serving");
    endpoint = fixture.endpoint();
    EndpointId other = fixture.endpoint();
    for (int hour = 0; hour < 3; hour++) {
      Instant time = FIRST.plus(Duration.ofHours(hour));
      fixture.partitions().ensure(time);
      LogRepository repository = fixture.repository(Clock.fixed(time, ZoneOffset.UTC));
      repository.append(
          List.of(
              entry(endpoint, time, "key-" + hour, LogFixture.answered(), null),
              entry(other, time, null, LogFixture.answered(), null),
              entry(
                  endpoint, time, null, new LogOutcome.Refused("TRUNCATED", "ends at 'é\n'"), null),
              entry(endpoint, time, null, LogFixture.answered(), PICTURE),
              entry(other, time, null, new LogOutcome.Segmented(0.7, ANSWER), PICTURE)));
    }
    log = fixture.reader(artifacts, home);
    hours = new RolledHourRepository(fixture.logDatabase);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void answersEveryQuestionAsBefore() {
    Answers before = ask();
    assertThat(before.newest()).hasSize(9);

    int taken = rollUp(artifacts).rollUp(FIRST.plus(Duration.ofHours(2)));

    assertThat(taken).isEqualTo(2);
    assertThat(fixture.rows()).as("rows of the hour that stays").isEqualTo(5);
    assertThat(fixture.partitions().names()).doesNotContain("prediction_2031050110");
    assertThat(ask()).isEqualTo(before);
    assertThat(fixture.reader(artifacts, home).find(endpoint, before.newest().getLast().id()))
        .isPresent();
  }

  @Test
  void takesNoHourThatHasNotEnded() {
    assertThat(rollUp(artifacts).rollUp(Instant.parse("2031-05-01T10:59:59Z"))).isZero();

    assertThat(fixture.rows()).isEqualTo(15);
  }

  @Test
  void tellsOnceWhatLiesInBothPlacesAndGoesOnAfterACrash() {
    Answers before = ask();
    Instant hour = Instant.parse("2031-05-01T10:00:00Z");
    hours.keep(file(hour), FIRST);

    assertThat(ask()).as("between the two steps").isEqualTo(before);

    rollUp(artifacts).rollUp(FIRST.plus(Duration.ofHours(1)));
    assertThat(fixture.rows()).isEqualTo(10);
    assertThat(ask()).isEqualTo(before);
  }

  @Test
  void finishesAPartitionThatAReaderLeftHalfDetached() throws Exception {
    Answers before = ask();
    LogRollUp rollUp = rollUp(artifacts);
    try (Connection reader = fixture.database.admin().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("select count(*) from serving.prediction");
      assertThatThrownBy(() -> rollUp.rollUp(FIRST.plus(Duration.ofHours(1))))
          .hasMessageContaining("lock timeout");
      reader.rollback();
    }
    assertThat(ask()).as("with a partition that is half detached").isEqualTo(before);

    rollUp.rollUp(FIRST.plus(Duration.ofHours(1)));

    assertThat(fixture.partitions().names()).doesNotContain("prediction_2031050110");
    assertThat(ask()).isEqualTo(before);
  }

  @Test
  void keepsTheHourWhileTheObjectStoreFails() {
    Answers before = ask();
    ArtifactStore broken =
        (ArtifactStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ArtifactStore.class},
                (_, _, _) -> {
                  throw new IllegalStateException("The object store does not answer");
                });

    assertThatThrownBy(() -> rollUp(broken).rollUp(FIRST.plus(Duration.ofHours(2))))
        .hasMessageContaining("does not answer");

    assertThat(fixture.rows()).isEqualTo(15);
    assertThat(ask()).isEqualTo(before);
  }

  @Test
  void keepsTheHourIfTheParquetLacksARow() {
    Instant hour = Instant.parse("2031-05-01T10:00:00Z");
    RolledHour whole = file(hour);
    RolledHour less =
        new RolledHour(hour, whole.artifact(), new HourFile.Content(4, whole.content().checksum()));

    assertThatThrownBy(() -> hours.keep(less, FIRST)).hasMessageContaining("has 5 rows");

    assertThat(hours.between(new UUID(0, 0), new UUID(Long.MAX_VALUE, -1))).isEmpty();
  }

  private RolledHour file(Instant hour) {
    try {
      HourFile file = new HourFile(home.resolve("by-hand.parquet"));
      HourFile.Content content = file.write(sink -> hours.readAll(hour, sink));
      byte[] bytes = Files.readAllBytes(home.resolve("by-hand.parquet"));
      return new RolledHour(hour, artifacts.put(bytes, "x/y").digest(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogRollUp rollUp(ArtifactStore store) {
    return new LogRollUp(fixture.partitions(), hours, store, home, Clock.systemUTC());
  }

  /** What readers can ask. */
  private record Answers(
      List<Prediction> newest,
      List<Prediction> inOrder,
      Map<LogId, PredictionOrigin> origins,
      List<PredictionOrigin> ofPicture,
      Map<String, LogId> keys) {}

  private Answers ask() {
    List<Prediction> newest = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Prediction> page = log.newest(endpoint, FIRST, 2, cursor);
      newest.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    List<Prediction> inOrder = new ArrayList<>();
    @Nullable LogId after = null;
    do {
      Page<Prediction> page = log.after(endpoint, FIRST, after, 2);
      inOrder.addAll(page.items());
      after = page.nextCursor() == null ? null : LogId.valueOf(page.nextCursor());
    } while (after != null);
    for (Prediction prediction : newest) {
      assertThat(log.find(endpoint, prediction.id())).contains(prediction);
      assertThat(log.find(EndpointId.next(), prediction.id())).isEmpty();
      assertThat(log.origin(new ProjectId(new UUID(2, 2)), prediction.id())).isEmpty();
    }
    Map<LogId, PredictionOrigin> origins = new TreeMap<>();
    newest.forEach(each -> origins.put(each.id(), log.origin(PROJECT, each.id()).orElseThrow()));
    return new Answers(
        newest,
        inOrder,
        origins,
        log.origins(PROJECT, Digest.of(PICTURE), 2, null).items(),
        log.resolve(endpoint, List.of("key-0", "key-2")));
  }

  @Test
  void readsHoursThatWereRolledBeforeThereWereMasks() throws Exception {
    Path file = home.resolve("old.parquet");
    try (Connection connection = LocalDuckDb.open(home);
        Statement statement = connection.createStatement()) {
      boolean _ =
          statement.execute(
              """
              copy (select '%s' as log_id, '%s' as endpoint_id, null::varchar as client_key,
                  null::varchar as device, null::varchar as group_key, null::bigint as sequence,
                  3 as model_version, 'OK' as status, null::varchar as detail, 'a' as class_name,
                  0.5::double as confidence, '{"a":0.5}' as probabilities, null::varchar as payload,
                  null::varchar as media_type, '{}' as features, null::varchar as deployment_id,
                  timestamp '2026-01-01' as occurred, timestamp '2026-01-01' as received)
              to %s (format parquet)
              """
                  .formatted(endpoint, endpoint, LocalDuckDb.text(file)));
    }

    LogRow row = Objects.requireNonNull(new HourFile(file).find(endpoint.value()));

    assertThat(row.className()).isEqualTo("a");
    assertThat(row.prediction().answer()).isNull();
    assertThat(row.prediction().metadata()).isEmpty();
  }

  private static LogEntry entry(
      EndpointId endpoint,
      Instant time,
      @Nullable String key,
      LogOutcome outcome,
      byte @Nullable [] picture) {
    return new LogEntry(
        endpoint,
        new Occasion(
            key, time.minusSeconds(5), "device", "group", key == null ? null : 7L, METADATA),
        time,
        3,
        LogFixture.DEPLOYMENT,
        outcome,
        Map.of("mean", 0.1 + 0.2),
        picture == null ? null : new Content(picture, "image/png"));
  }
}
