package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.event.Event;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventDeliveryTests {

  private static final String SUCCEEDED = "dev.gyre.job.succeeded.v1";
  private static final String FAILED = "dev.gyre.job.failed.v1";

  private TestDatabase database;
  private DataSource source;
  private JdbcClient jdbc;
  private JdbcTransactionManager manager;
  private TransactionTemplate transactions;
  private EventOutbox outbox;
  private Notifications notifications;

  record Finished(int attempt, long took) {}

  @BeforeEach
  void open() {
    database = TestDatabase.create(MigratedDatabase::migrate);
    source = database.as(PlatformMigration.APP);
    jdbc = JdbcClient.create(source);
    manager = new JdbcTransactionManager(source);
    transactions = new TransactionTemplate(manager);
    outbox = new EventOutbox(jdbc, ServiceName.TRAINING);
    notifications = new Notifications(source);
  }

  @AfterEach
  void close() {
    notifications.stop();
    database.close();
  }

  @Test
  void deliversAnEventThatCommitsAfterALaterOne() throws SQLException {
    List<String> seen = new ArrayList<>();
    EventDelivery delivery = delivery(consumer("data.seen", event -> seen.add(event.subject())));
    List<String> seenById = new ArrayList<>();
    try (Connection late = source.getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          """
          insert into platform.event (owner_role, project_id, type, subject, payload)
          values ('gyre_training', gen_random_uuid(), '%s', 'job/early-id', '{}')
          """
              .formatted(SUCCEEDED));
      tell(SUCCEEDED, "job/late-id");

      long position = readById(0, seenById);
      delivery.deliverNow();
      assertThat(seen).isEmpty();

      late.commit();
      readById(position, seenById);
    }
    delivery.deliverNow();

    assertThat(seenById).as("a reader by id alone loses one").containsExactly("job/late-id");
    assertThat(seen).containsExactly("job/early-id", "job/late-id");
  }

  @Test
  void refusesToTellOutsideATransaction() {
    assertThatThrownBy(
            () -> outbox.append(ProjectId.next(), SUCCEEDED, "job/1", new Finished(1, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("outside a transaction");
  }

  @Test
  void tellsNothingOfWhatWasRolledBack() {
    List<String> seen = new ArrayList<>();
    transactions.executeWithoutResult(status -> {
      outbox.append(ProjectId.next(), SUCCEEDED, "job/1", new Finished(1, 2));
      status.setRollbackOnly();
    });
    delivery(consumer("data.seen", event -> seen.add(event.subject()))).deliverNow();
    assertThat(seen).isEmpty();
  }

  @Test
  void handsOverThePayloadInTheContractsSpelling() {
    List<Event> seen = new ArrayList<>();
    ProjectId project = ProjectId.next();
    transactions.executeWithoutResult(
        _ -> outbox.append(project, SUCCEEDED, "job/1", new Finished(1, 1L << 60)));
    delivery(consumer("data.seen", seen::add)).deliverNow();
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().project()).isEqualTo(project);
    assertThat(seen.getFirst().payload())
        .isEqualTo("{\"took\": \"1152921504606846976\", \"attempt\": 1}");
    assertThat(Jsonb.read(seen.getFirst().payload(), Finished.class))
        .isEqualTo(new Finished(1, 1L << 60));
  }

  @Test
  void passesOverTypesThatTheConsumerDidNotAskFor() {
    List<String> seen = new ArrayList<>();
    tell(SUCCEEDED, "job/1");
    tell(FAILED, "job/2");
    tell(SUCCEEDED, "job/3");
    delivery(consumer("data.failed", Set.of(FAILED), event -> seen.add(event.subject())))
        .deliverNow();
    assertThat(seen).containsExactly("job/2");
  }

  @Test
  void undoesTheEffectOfAFailureAndDeliversAgain() {
    database.execute("create table data.effect (subject text)");
    database.execute("grant insert, select on data.effect to gyre_data");
    List<String> tried = new ArrayList<>();
    EventDelivery delivery =
        delivery(
            consumer(
                "data.effect",
                event -> {
                  tried.add(event.subject());
                  jdbc.sql("insert into data.effect values (?)").param(event.subject()).update();
                  if (tried.size() == 2) {
                    throw new IllegalArgumentException("not yet");
                  }
                }));
    tell(SUCCEEDED, "job/1");
    tell(SUCCEEDED, "job/2");
    assertThatThrownBy(delivery::deliverNow)
        .hasMessageContaining("data.effect")
        .hasMessageContaining("job/2");
    delivery.deliverNow();
    assertThat(tried).containsExactly("job/1", "job/2", "job/1", "job/2");
    assertThat(jdbc.sql("select subject from data.effect").query(String.class).list())
        .containsExactly("job/1", "job/2");
  }

  @Test
  void deliversOnceThoughTwoProcessesTry() {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    IntStream.range(0, 250).forEach(i -> tell(SUCCEEDED, "job/" + i));
    EventDelivery first = delivery(consumer("data.seen", event -> seen.add(event.subject())));
    EventDelivery second = delivery(consumer("data.seen", event -> seen.add(event.subject())));
    CompletableFuture<Void> other = CompletableFuture.runAsync(first::deliverNow);
    second.deliverNow();
    other.join();
    first.deliverNow();
    assertThat(seen)
        .containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> "job/" + i).toList());
  }

  @Test
  void ordersTransactionsAsNumbers() {
    for (int tx : List.of(9, 11, 100)) {
      database.execute(
          """
          insert into platform.event (tx, owner_role, project_id, type, subject, payload)
          values ('%1$d', 'gyre_training', gen_random_uuid(), '%2$s', 'job/%1$d', '{}')
          """
              .formatted(tx, SUCCEEDED));
    }
    List<String> seen = new ArrayList<>();
    delivery(consumer("data.seen", event -> seen.add(event.subject()))).deliverNow();
    assertThat(seen).containsExactly("job/9", "job/11", "job/100");
  }

  @Test
  void isWokenByTheCommit() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    EventDelivery delivery = delivery(consumer("data.seen", event -> seen.add(event.subject())));
    notifications.start();
    delivery.start();
    tell(SUCCEEDED, "job/1");
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("job/1");
    long start = System.nanoTime();
    tell(SUCCEEDED, "job/2");
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("job/2");
    assertThat(System.nanoTime() - start).as("not the poll of 5 s").isLessThan(3_000_000_000L);
    delivery.stop();
    assertThat(delivery.isRunning()).isFalse();
  }

  private void tell(String type, String subject) {
    transactions.executeWithoutResult(
        _ -> outbox.append(ProjectId.next(), type, subject, new Finished(1, 2)));
  }

  private EventDelivery delivery(EventConsumer consumer) {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    return new EventDelivery(
        jdbc, manager, ServiceName.DATA, List.of(consumer), executor, notifications);
  }

  private static EventConsumer consumer(String name, Consumer<Event> effect) {
    return consumer(name, Set.of(), effect);
  }

  private static EventConsumer consumer(String name, Set<String> types, Consumer<Event> effect) {
    return new EventConsumer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<String> types() {
        return types;
      }

      @Override
      public void on(Event event) {
        effect.accept(event);
      }
    };
  }

  /** What a reader that trusts ids would do. */
  private long readById(long position, List<String> seen) {
    List<Long> ids =
        jdbc.sql("select id, subject from platform.event where id > ? order by id")
            .param(position)
            .query((row, _) -> {
              seen.add(row.getString(2));
              return row.getLong(1);
            })
            .list();
    return ids.isEmpty() ? position : ids.getLast();
  }
}
