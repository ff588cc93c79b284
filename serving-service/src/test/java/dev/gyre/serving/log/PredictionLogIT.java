package dev.gyre.serving.log;

import static dev.gyre.serving.log.LogFixture.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.infra.artifactstore.Artifact;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.Content;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class PredictionLogIT {

  private static final LogFixture FIXTURE = new LogFixture("gyre_serving");

  @AfterAll
  static void close() {
    FIXTURE.close();
  }

  @Test
  void partitionsAreMadeTwoDaysAheadAndOnlyOnce() {
    LogPartitions partitions = FIXTURE.partitions();
    Instant now = Instant.parse("2030-01-01T10:30:00Z");
    assertThat(partitions.ensure(now)).isEqualTo(49);
    assertThat(partitions.ensure(now)).isZero();
    assertThat(partitions.names()).contains("prediction_2030010110", "prediction_2030010310");
  }

  @Test
  void partitionsBelongToTheServiceWhoeverMakesThem() {
    try (LogFixture allInOne = new LogFixture("gyre_app")) {
      allInOne.partitions().ensure(Instant.now());
      assertThat(
              allInOne
                  .admin
                  .sql(
                      """
                      select distinct tableowner from pg_tables
                      where schemaname = 'serving' and tablename ~ '^prediction_[0-9]{10}$'
                      """)
                  .query(String.class)
                  .list())
          .containsExactly("gyre_serving");
    }
  }

  @Test
  void aMissingPartitionIsMadeAndTheBatchWritten() {
    EndpointId endpoint = FIXTURE.endpoint();
    FIXTURE.partitions().ensure(Instant.now());
    FIXTURE.database.execute("drop table serving." + LogPartitions.nameOf(Instant.now()));
    List<Pending> batch = LogFixture.pending(List.of(entry(endpoint, "k")));
    FIXTURE.writer(LogFixture.store()).write(batch);
    assertThat(batch.getFirst().done())
        .isCompletedWithValueMatching(Logged.Written.class::isInstance);
  }

  @Test
  void aBatchIsWrittenWholeOrNotAtAll() {
    EndpointId endpoint = FIXTURE.endpoint();
    FIXTURE.partitions().ensure(Instant.now());
    LogRepository repository = FIXTURE.repository(Clock.systemUTC());
    List<LogEntry> broken = List.of(entry(endpoint, "k"), entry(EndpointId.next(), "k"));
    int before = FIXTURE.rows();
    assertThatThrownBy(() -> repository.append(broken))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(FIXTURE.rows()).isEqualTo(before);
    // The key was not kept either.
    assertThat(repository.append(List.of(entry(endpoint, "k"))).getFirst())
        .isInstanceOf(Logged.Written.class);
  }

  @Test
  void aRowThatCannotBeStoredDoesNotHarmTheOthers() {
    EndpointId endpoint = FIXTURE.endpoint();
    FIXTURE.partitions().ensure(Instant.now());
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      entries.add(
          entry(
              endpoint,
              "k" + i,
              new LogOutcome.Answered(i == 4 ? "a\0b" : "a", 1, Map.of("a", 1.0))));
    }
    List<Pending> batch = LogFixture.pending(entries);
    FIXTURE.writer(LogFixture.store()).write(batch);
    for (int i = 0; i < 9; i++) {
      assertThat(batch.get(i).done().isCompletedExceptionally()).isEqualTo(i == 4);
    }
  }

  @Test
  void aClientKeyIsWrittenOnceInABatchAndAfterIt() {
    EndpointId endpoint = FIXTURE.endpoint();
    FIXTURE.partitions().ensure(Instant.now());
    LogRepository repository = FIXTURE.repository(Clock.systemUTC());
    List<Logged> first =
        repository.append(
            List.of(
                entry(endpoint, "a"),
                entry(endpoint, "a"),
                entry(FIXTURE.endpoint(), "a"),
                entry(endpoint, null)));
    assertThat(first.get(0)).isInstanceOf(Logged.Written.class);
    assertThat(first.get(1)).isEqualTo(new Logged.Repeated(first.get(0).id()));
    assertThat(first.get(2)).isInstanceOf(Logged.Written.class);
    assertThat(first.get(3)).isInstanceOf(Logged.Written.class);
    assertThat(repository.append(List.of(entry(endpoint, "a"))))
        .containsExactly(new Logged.Repeated(first.get(0).id()));
    assertThat(counts(endpoint)).isEqualTo("2 0");
  }

  @Test
  void aReaderBehindTwoWritersMissesNothing() throws Exception {
    EndpointId endpoint = FIXTURE.endpoint();
    FIXTURE.partitions().ensure(Instant.now());
    int each = 300;
    Set<LogId> written = new HashSet<>();
    List<LogId> read = new ArrayList<>();
    LoggedPredictions reader = reader();
    Instant created = Instant.now();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<LogId>>> writers = new ArrayList<>();
      for (int w = 0; w < 2; w++) {
        // The clock of the second one is slow.
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-2L * w));
        writers.add(threads.submit(() -> append(FIXTURE.repository(clock), endpoint, each)));
      }
      while (!writers.stream().allMatch(Future::isDone)) {
        readOn(reader, endpoint, created, read);
      }
      for (Future<List<LogId>> writer : writers) {
        written.addAll(writer.get());
      }
    }
    readOn(reader, endpoint, created, read);
    assertThat(written).hasSize(2 * each);
    assertThat(read).isSorted().hasSize(2 * each).containsAll(written);
  }

  @Test
  void pagesReachOverGapsOfDays() {
    EndpointId endpoint = FIXTURE.endpoint();
    Instant start = Instant.parse("2031-05-01T00:30:00Z");
    List<LogId> written = new ArrayList<>();
    for (int day : List.of(0, 1, 9, 40)) {
      Instant time = start.plus(Duration.ofDays(day));
      FIXTURE.partitions().ensure(time);
      written.addAll(append(FIXTURE.repository(Clock.fixed(time, ZoneOffset.UTC)), endpoint, 2));
    }
    LoggedPredictions reader = reader();
    List<LogId> newest = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Prediction> page = reader.newest(endpoint, start, 3, cursor);
      page.items().forEach(prediction -> newest.add(prediction.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(newest).containsExactlyElementsOf(written.reversed());
    assertThat(reader.after(endpoint, start, written.get(3), 100).items())
        .extracting(Prediction::id)
        .containsExactlyElementsOf(written.subList(4, 8));
    assertThat(reader.find(endpoint, written.get(5)).orElseThrow().probabilities().keySet())
        .containsExactly("zebra", "ant");
    // Other tests write at the present time again.
    FIXTURE
        .admin
        .sql("update serving.log_head set last = '00000000-0000-7000-8000-000000000000'")
        .update();
  }

  @Test
  void aFullQueueRefusesAndWhatIsCountedIsCountedAsLost() throws Exception {
    EndpointId endpoint = FIXTURE.endpoint();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    PredictionLog log = FIXTURE.log(gated(entered, gate), 2, meters);
    log.start();
    try {
      log.count(LogFixture.withPayload(endpoint, new byte[] {1}));
      entered.await();
      log.count(entry(endpoint, null));
      log.count(entry(endpoint, null));
      assertThatThrownBy(() -> log.write(List.of(entry(endpoint, null))))
          .isInstanceOfSatisfying(
              PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPACITY));
      log.count(entry(endpoint, null));
      assertThat(meters.counter("gyre.serving.lost", "endpoint_id", endpoint.toString()).count())
          .isEqualTo(1);
    } finally {
      gate.countDown();
      log.stop();
    }
    assertThat(counts(endpoint)).isEqualTo("3 1");
  }

  @Test
  void payloadsThatWaitAreBoundedInBytes() throws Exception {
    EndpointId endpoint = FIXTURE.endpoint();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    PredictionLog log = FIXTURE.log(gated(entered, gate), 100, new SimpleMeterRegistry());
    log.start();
    try {
      // The bound is 1 MiB; one that is larger passes alone.
      log.count(LogFixture.withPayload(endpoint, new byte[2 << 20]));
      entered.await();
      log.count(LogFixture.withPayload(endpoint, new byte[] {2}));
      log.count(entry(endpoint, null));
    } finally {
      gate.countDown();
      log.stop();
    }
    assertThat(counts(endpoint)).isEqualTo("2 1");
  }

  @Test
  void noRowRefersToAPayloadThatIsNotStored() {
    EndpointId endpoint = FIXTURE.endpoint();
    ArtifactStore broken =
        store(_ -> {
          throw new PlatformException(ErrorCode.DEPENDENCY, "The object store does not answer");
        });
    PredictionLog log = FIXTURE.log(broken, 100, new SimpleMeterRegistry());
    log.start();
    assertThatThrownBy(() -> log.write(List.of(LogFixture.withPayload(endpoint, new byte[] {1}))))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY));
    log.count(LogFixture.withPayload(endpoint, new byte[] {1}));
    log.stop();
    assertThat(counts(endpoint)).isEqualTo("0 1");
  }

  @Test
  void whatWaitsAtTheEndIsWritten() {
    EndpointId endpoint = FIXTURE.endpoint();
    PredictionLog log = FIXTURE.log(LogFixture.store(), 1000, new SimpleMeterRegistry());
    log.start();
    for (int i = 0; i < 500; i++) {
      log.count(LogFixture.withPayload(endpoint, new byte[] {(byte) i}));
    }
    log.stop();
    assertThat(counts(endpoint)).isEqualTo("500 0");
    log.count(entry(endpoint, null));
    log.stop();
    log.tellLosses();
    assertThat(counts(endpoint)).isEqualTo("500 1");
  }

  private static List<LogId> append(LogRepository repository, EndpointId endpoint, int count) {
    List<LogId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      repository.append(List.of(entry(endpoint, null))).forEach(each -> ids.add(each.id()));
    }
    return ids;
  }

  private static void readOn(
      LoggedPredictions reader, EndpointId endpoint, Instant created, List<LogId> read) {
    @Nullable LogId after = read.isEmpty() ? null : read.getLast();
    reader.after(endpoint, created, after, 1000).items().forEach(each -> read.add(each.id()));
  }

  private static LoggedPredictions reader() {
    return FIXTURE.reader(LogFixture.store(), Path.of("not needed"));
  }

  private static String counts(EndpointId endpoint) {
    return FIXTURE
        .admin
        .sql("select logged || ' ' || lost from serving.endpoint_count where endpoint_id = ?")
        .param(endpoint.value())
        .query(String.class)
        .single();
  }

  private static ArtifactStore gated(CountDownLatch entered, CountDownLatch gate) {
    ArtifactStore real = LogFixture.store();
    return store(contents -> {
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return real.putAll(contents);
    });
  }

  /** A store that can only take many at once. */
  @SuppressWarnings("unchecked")
  private static ArtifactStore store(PutAll putAll) {
    return (ArtifactStore)
        Proxy.newProxyInstance(
            ArtifactStore.class.getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("putAll")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return putAll.apply((List<Content>) arguments[0]);
            });
  }

  private interface PutAll {
    List<Artifact> apply(List<Content> contents);
  }
}
