package dev.gyre.project.lineage;

import static dev.gyre.api.lineage.LineageDirection.DOWNSTREAM;
import static dev.gyre.api.lineage.LineageDirection.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.ConsumerProgress;
import dev.gyre.infra.postgres.EventDelivery;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Events told by all services, read by the project service under its own role. */
class LineagesIT {

  private final Story story = new Story();
  private final ProjectId project = ProjectId.next();

  private TestDatabase database;
  private JdbcClient own;
  private TransactionTemplate telling;
  private EventOutbox outbox;
  private EventDelivery delivery;
  private Lineages lineages;

  @BeforeEach
  void open() {
    database =
        TestDatabase.create(fresh ->
            new PlatformMigration(fresh.url(), fresh.adminUser(), fresh.adminPassword())
                .run(Map.of("gyre_project", "secret", "gyre_eval", "secret")));
    DataSource source = database.as("gyre_project");
    own = JdbcClient.create(source);
    DataSource teller = database.as("gyre_eval");
    telling = new TransactionTemplate(new JdbcTransactionManager(teller));
    outbox = new EventOutbox(JdbcClient.create(teller), ServiceName.EVAL);
    LineageRepository repository = new LineageRepository(own);
    delivery =
        new EventDelivery(
            own,
            new JdbcTransactionManager(source),
            ServiceName.PROJECT,
            List.of(new LineageConsumer(repository)),
            Runnable::run,
            new Notifications(source));
    lineages = new Lineages(repository, new ConsumerProgress(own));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void joinsEachVersionToWhatItCameOf() {
    tell(project, story.events());
    delivery.deliverNow();
    assertThat(edges(project)).containsExactlyInAnyOrderElementsOf(story.edges());
  }

  @Test
  void givesTheSameEdgesInAnyOrder() {
    List<Story.Told> shuffled = new ArrayList<>(story.events());
    for (long seed = 1; seed <= 5; seed++) {
      ProjectId another = ProjectId.next();
      Collections.shuffle(shuffled, new Random(seed));
      tell(another, shuffled);
      delivery.deliverNow();
      assertThat(edges(another))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(story.edges());
    }
  }

  @Test
  void givesTheSameEdgesWhenAllIsReadAgain() {
    tell(project, story.events());
    delivery.deliverNow();
    own.sql("delete from platform.consumer_position where consumer = 'project.lineage'").update();
    delivery.deliverNow();
    assertThat(edges(project)).containsExactlyInAnyOrderElementsOf(story.edges());
  }

  @Test
  void leadsFromADeploymentBackToTheImport() {
    tell(project, story.events());
    delivery.deliverNow();
    Lineage found = follow(LineageNode.of(LineageNoun.DEPLOYMENT, story.firstDeployment), UPSTREAM);
    assertThat(found.nodes())
        .containsExactly(
            LineageNode.of(LineageNoun.DEPLOYMENT, story.firstDeployment),
            LineageNode.of(story.champion),
            story.ran(story.firstRun),
            LineageNode.of(LineageNoun.PREPARED_SET, story.firstSet),
            LineageNode.of(story.first),
            story.imported());
    assertThat(found.edges()).hasSize(5);
    assertThat(found.truncated()).isFalse();
  }

  @Test
  void leadsFromAPreparedSetToItsModelsAndNoOthers() {
    tell(project, story.events());
    delivery.deliverNow();
    LineageNode set = LineageNode.of(LineageNoun.PREPARED_SET, story.secondSet);
    assertThat(follow(set, DOWNSTREAM).nodes())
        .contains(LineageNode.of(story.candidate), story.ran(story.secondRun))
        .doesNotContain(LineageNode.of(story.champion), story.ran(story.firstRun));
  }

  @Test
  void endsThoughIncidentAndFixNameEachOther() {
    tell(project, story.events());
    delivery.deliverNow();
    assertThat(follow(story.fix(), UPSTREAM).nodes())
        .contains(story.failed(), LineageNode.of(story.champion), LineageNode.of(story.candidate))
        .doesNotHaveDuplicates();
  }

  @Test
  void showsNothingOfAnotherProject() {
    ProjectId other = ProjectId.next();
    DatasetRef first = story.first;
    tell(project, story.events());
    tell(other, story.events().subList(0, 3));
    delivery.deliverNow();
    assertThat(follow(other, LineageNode.of(first), DOWNSTREAM, 64, 1000).edges())
        .as("the same names in both")
        .containsExactly(
            Story.edge(
                LineageNode.of(LineageNoun.PREPARED_SET, story.firstSet),
                LineageRelation.BUILT_FROM,
                LineageNode.of(first)));
    refuses(ErrorCode.NOT_FOUND, other, LineageNode.of(story.champion), 16);
  }

  @Test
  void saysHowFarItHasRead() {
    tell(project, story.events().subList(0, 2));
    delivery.deliverNow();
    Lineage read = follow(LineageNode.of(story.first), UPSTREAM);
    assertThat(read.read().complete()).isTrue();
    long last = own.sql("select max(id) from platform.event").query(Long.class).single();
    assertThat(read.read().event()).isEqualTo(last);
    assertThat(read.read().time()).isNotNull();

    tell(project, story.events().subList(2, 4));
    Lineage behind = follow(LineageNode.of(story.first), DOWNSTREAM);
    assertThat(behind.read().complete()).isFalse();
    assertThat(behind.read().event()).isEqualTo(last);
    assertThat(behind.edges()).isEmpty();

    delivery.deliverNow();
    Lineage caughtUp = follow(LineageNode.of(story.first), DOWNSTREAM);
    assertThat(caughtUp.read().complete()).isTrue();
    assertThat(caughtUp.edges()).hasSize(2);
  }

  @Test
  void cutsAtDepthAndLimitAndSaysSo() {
    tell(project, story.events());
    delivery.deliverNow();
    LineageNode start = LineageNode.of(LineageNoun.DEPLOYMENT, story.firstDeployment);
    for (int some = 1; some < 5; some++) {
      assertThat(follow(project, start, UPSTREAM, some, 1000))
          .satisfies(cut -> assertThat(cut.truncated()).isTrue())
          .extracting(cut -> cut.edges().size())
          .isEqualTo(some);
      assertThat(follow(project, start, UPSTREAM, 64, some))
          .satisfies(cut -> assertThat(cut.truncated()).isTrue())
          .extracting(cut -> cut.edges().size())
          .isEqualTo(some);
    }
    assertThat(follow(project, start, UPSTREAM, 5, 5).truncated()).isFalse();
    refuses(ErrorCode.INVALID_ARGUMENT, project, start, 0);
    refuses(ErrorCode.INVALID_ARGUMENT, project, start, 65);
  }

  @Test
  void readsOnPastEventsFromBeforeTheReferences() {
    tell(
        project,
        List.of(
            new Story.Told(
                "dev.gyre.alias.moved.v1",
                Map.of("model", "reader", "alias", "champion", "version", 1)),
            story.events().getFirst()));
    delivery.deliverNow();
    assertThat(follow(story.imported(), DOWNSTREAM).read().complete()).isTrue();
  }

  private void tell(ProjectId where, List<Story.Told> events) {
    for (Story.Told told : events) {
      telling.executeWithoutResult(
          _ -> outbox.append(where, told.type(), "story/1", told.payload()));
    }
  }

  private Lineage follow(LineageNode of, LineageDirection direction) {
    return follow(project, of, direction, 64, 1000);
  }

  private Lineage follow(
      ProjectId where, LineageNode of, LineageDirection direction, int depth, int limit) {
    return lineages.follow(where, new Lineages.Query(of, direction, depth, limit));
  }

  private void refuses(ErrorCode code, ProjectId where, LineageNode of, int depth) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> follow(where, of, UPSTREAM, depth, 1000))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  /** All that is reached from any node of the story. */
  private List<LineageEdge> edges(ProjectId where) {
    return story.edges().stream()
        .flatMap(edge -> Stream.of(edge.from(), edge.to()))
        .distinct()
        .flatMap(node -> follow(where, node, UPSTREAM, 64, 1000).edges().stream())
        .distinct()
        .toList();
  }
}
