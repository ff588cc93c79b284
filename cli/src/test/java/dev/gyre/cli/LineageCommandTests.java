package dev.gyre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageProgress;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.training.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageCommandTests {

  private static final String PROJECT = "/api/v1/projects/p";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final ModelRef MODEL = new ModelRef("reader", 1);
  private static final DatasetRef DATASET = new DatasetRef("digits", 1);
  private static final LineageNode RUN = LineageNode.of(LineageNoun.RUN, new RunId("0".repeat(32)));
  private static final LineageNode OTHER_RUN =
      LineageNode.of(LineageNoun.RUN, new RunId("1".repeat(32)));
  private static final PreparedSetId SET =
      PreparedSetId.valueOf("01890000-0000-7000-8000-000000000001");
  private static final LineageNode PREPARED = LineageNode.of(LineageNoun.PREPARED_SET, SET);

  private final FakeServer server = new FakeServer();

  @TempDir private Path home = Path.of(".");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void drawsATreeThatOpensEachNodeOnce() throws IOException {
    LineageNode evaluation = LineageNode.of(LineageNoun.EVALUATION, EvaluationId.next());
    server.on(
        "GET " + PROJECT + "/lineage",
        lineage(
            evaluation,
            LineageDirection.UPSTREAM,
            true,
            new LineageEdge(evaluation, LineageRelation.EVALUATES, LineageNode.of(MODEL)),
            new LineageEdge(evaluation, LineageRelation.EVALUATED_ON, LineageNode.of(DATASET)),
            new LineageEdge(LineageNode.of(MODEL), LineageRelation.PRODUCED_BY, RUN)));

    Invocation told = run("lineage", "-p", "p", evaluation.toString());

    assertThat(told.exitCode()).isZero();
    assertThat(told.out().lines())
        .containsExactly(
            evaluation.toString(),
            "  evaluates model_version/reader/1",
            "    produced_by run/" + "0".repeat(32),
            "  evaluated_on dataset_version/digits/1");
    assertThat(told.err()).contains("There is more: raise --depth or --limit.");
    assertThat(run("lineage", "-p", "p", "-o", "yaml", evaluation.toString()).out())
        .contains("truncated: true", "relation: \"PRODUCED_BY\"");
  }

  @Test
  void saysWhatASampleTouchedAndNotWhatItOnlyStandsBeside() throws IOException {
    SampleId id = SampleId.next();
    EvaluationId evaluation = EvaluationId.next();
    sample(id, Split.TRAIN);
    server
        .on(
            "GET " + PROJECT + "/evaluations/scoring",
            List.of(
                new ScoredSample(
                    PredictionSetId.next(), MODEL, DATASET, Split.TRAIN, List.of(evaluation))))
        .on("GET " + PROJECT + "/predictions", new Page<>(List.of(origin()), null));

    Invocation told = run("lineage", "-p", "p", "sample/zero/0001");

    assertThat(told.out())
        .contains(
            "member_of dataset_version/digits/1 as TRAIN",
            "prepared_in prepared_set/" + SET,
            "went_into " + RUN + " as TRAIN",
            "went_into model_version/reader/1 as TRAIN",
            "evaluation/" + evaluation,
            "asked_in prediction/" + origin().id())
        .doesNotContain(OTHER_RUN.toString());
  }

  @Test
  void doesNotSayThatATestSampleMadeAModel() throws IOException {
    sample(SampleId.next(), Split.TEST);

    Invocation told = run("lineage", "-p", "p", "sample/zero/0001");

    assertThat(told.out()).contains("as TEST").doesNotContain("went_into");
  }

  @Test
  void leadsFromAPredictionToItsRun() throws IOException {
    LogId id = origin().id();
    server
        .on("GET " + PROJECT + "/predictions/" + id, origin())
        .on(
            "GET " + PROJECT + "/lineage",
            lineage(
                LineageNode.of(MODEL),
                LineageDirection.UPSTREAM,
                false,
                new LineageEdge(LineageNode.of(MODEL), LineageRelation.PRODUCED_BY, RUN)));

    Invocation told = run("lineage", "-p", "p", "prediction/" + id);

    assertThat(told.out().lines())
        .containsExactly(
            "prediction/" + id,
            "  endpoint desk",
            "  answered_by deployment/" + origin().deployment(),
            "  model_version/reader/1",
            "    produced_by " + RUN);
  }

  @Test
  void endsWith2ForANounThatDoesNotExist() throws IOException {
    assertThat(run("lineage", "-p", "p", "epoch/3").exitCode()).isEqualTo(2);
    assertThat(run("lineage", "-p", "p", "model_version/reader").exitCode()).isEqualTo(2);
  }

  /** A sample in one prepared set, of which one run came; another run read another set. */
  private void sample(SampleId id, Split split) {
    server
        .on("GET " + PROJECT + "/samples", new Page<>(List.of(zero(id)), null))
        .on(
            "GET " + PROJECT + "/samples/" + id + "/memberships",
            List.of(new Membership(DATASET, split)))
        .on(
            "GET " + PROJECT + "/prepared-sets/holding",
            List.of(new PreparedMembership(SET, DATASET, split)))
        .on("GET " + PROJECT + "/evaluations/scoring", List.of())
        .on("GET " + PROJECT + "/predictions", new Page<>(List.of(), null))
        .on("GET " + PROJECT + "/harvests", new Page<>(List.of(), null))
        .on(
            "GET " + PROJECT + "/lineage",
            lineage(
                PREPARED,
                LineageDirection.DOWNSTREAM,
                false,
                new LineageEdge(RUN, LineageRelation.TRAINED_ON, PREPARED),
                new LineageEdge(OTHER_RUN, LineageRelation.TRAINED_ON, LineageNode.of(DATASET)),
                new LineageEdge(LineageNode.of(MODEL), LineageRelation.PRODUCED_BY, RUN)));
  }

  private static Sample zero(SampleId id) {
    Digest digest = new Digest("0".repeat(64));
    return new Sample(
        id,
        "zero/0001",
        null,
        null,
        null,
        Map.of(),
        List.of(new StreamItem("image", digest, "image/png", 1)),
        digest,
        1,
        ScopeState.CHECKED,
        "zero",
        List.of(),
        NOON);
  }

  private static PredictionOrigin origin() {
    return new PredictionOrigin(
        LogId.valueOf("01890000-0000-7000-8000-000000000002"),
        "desk",
        MODEL,
        UUID.fromString("01890000-0000-7000-8000-000000000003"),
        NOON,
        null);
  }

  private static Lineage lineage(
      LineageNode of, LineageDirection direction, boolean truncated, LineageEdge... edges) {
    List<LineageNode> nodes =
        Stream.concat(
                Stream.of(of), Stream.of(edges).flatMap(edge -> Stream.of(edge.from(), edge.to())))
            .distinct()
            .toList();
    return new Lineage(
        of, direction, nodes, List.of(edges), truncated, new LineageProgress(7L, NOON, true));
  }

  private Invocation run(String... words) throws IOException {
    return Invocation.of(home, server.address(), words);
  }
}
