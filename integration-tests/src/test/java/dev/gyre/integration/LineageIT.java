package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
import dev.gyre.api.project.Role;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionOriginsApi;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What was put in is what is answered, and nothing more: one sample is in the first version alone,
 * one in the second alone, and each version has made one model.
 */
class LineageIT {

  @ParameterizedTest
  @EnumSource
  void leadsFromEachModelToItsOwnImportsAndNoOthers(Topology topology) {
    Planted planted = Planted.in(topology);
    Loop loop = planted.loop();
    LineageNode first = LineageNode.of(loop.dataset().ref());
    LineageNode second = LineageNode.of(planted.dataset().ref());

    assertThat(Lineages.upstream(loop, planted.firstModel()).edges())
        .containsExactlyInAnyOrder(
            edge(planted.firstModel(), LineageRelation.PRODUCED_BY, run(loop.run().id())),
            edge(run(loop.run().id()), LineageRelation.TRAINED_ON, set(loop.prepared().id())),
            edge(set(loop.prepared().id()), LineageRelation.BUILT_FROM, first),
            edge(first, LineageRelation.BUILT_FROM, imported(loop.imported().id())));
    assertThat(Lineages.upstream(loop, planted.secondModel()).edges())
        .containsExactlyInAnyOrder(
            edge(planted.secondModel(), LineageRelation.PRODUCED_BY, run(planted.run().id())),
            edge(run(planted.run().id()), LineageRelation.TRAINED_ON, set(planted.prepared().id())),
            edge(set(planted.prepared().id()), LineageRelation.BUILT_FROM, second),
            edge(second, LineageRelation.BUILT_FROM, imported(planted.imported().id())),
            edge(second, LineageRelation.DERIVED_FROM, first),
            edge(first, LineageRelation.BUILT_FROM, imported(loop.imported().id())));
  }

  @ParameterizedTest
  @EnumSource
  void leadsFromAPreparedSetToAllThatCameOfItAndNothingElse(Topology topology) {
    Planted planted = Planted.in(topology);
    Loop loop = planted.loop();
    Lineage second = Lineages.downstream(loop, set(planted.prepared().id()));
    assertThat(second.nodes())
        .containsExactly(
            set(planted.prepared().id()), run(planted.run().id()), planted.secondModel());

    PredictionOrigin answered =
        loop.api(PredictionOriginsApi.class)
            .get(loop.project(), LineageExamples.logged(loop, tested(loop).key()));
    LineageNode verdict = LineageNode.of(LineageNoun.GATE_VERDICT, loop.verdict().id());
    Lineage first = Lineages.downstream(loop, set(loop.prepared().id()));
    assertThat(first.nodes())
        .contains(
            run(loop.run().id()),
            planted.firstModel(),
            LineageNode.of(LineageNoun.EVALUATION, loop.evaluation().id()),
            verdict,
            LineageNode.of(LineageNoun.DEPLOYMENT, String.valueOf(answered.deployment())))
        .doesNotContain(planted.secondModel(), run(planted.run().id()));
    assertThat(first.edges())
        .filteredOn(edge -> edge.to().equals(verdict))
        .singleElement()
        .satisfies(edge -> {
          assertThat(edge.from().noun()).isEqualTo(LineageNoun.ALIAS_MOVE);
          assertThat(edge.relation()).isEqualTo(LineageRelation.PROMOTED_BY);
        });
  }

  @ParameterizedTest
  @EnumSource
  void saysWhereEachSampleHasBeenAndNowhereElse(Topology topology) {
    Planted planted = Planted.in(topology);
    Loop loop = planted.loop();
    DatasetRef first = loop.dataset().ref();
    DatasetRef second = planted.dataset().ref();
    SamplesApi samples = loop.api(SamplesApi.class);
    PreparedSetsApi sets = loop.api(PreparedSetsApi.class);

    assertThat(samples.memberships(loop.project(), planted.dropped()))
        .containsExactly(new Membership(first, Split.TRAIN));
    assertThat(sets.holding(loop.project(), planted.dropped()))
        .containsExactly(new PreparedMembership(loop.prepared().id(), first, Split.TRAIN));
    assertThat(samples.memberships(loop.project(), planted.added()))
        .containsExactly(new Membership(second, Split.TRAIN));
    assertThat(sets.holding(loop.project(), planted.added()))
        .containsExactly(new PreparedMembership(planted.prepared().id(), second, Split.TRAIN));
    assertThat(loop.api(EvaluationsApi.class).scoring(loop.project(), planted.added())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoScoredASampleAndWhoWasAskedAboutIt(Topology topology) {
    Planted planted = Planted.in(topology);
    Loop loop = planted.loop();
    DatasetEntry tested = tested(loop);
    assertThat(loop.api(EvaluationsApi.class).scoring(loop.project(), tested.sample()))
        .containsExactly(
            new ScoredSample(
                loop.evaluation().predictionSet(),
                loop.evaluation().model(),
                loop.dataset().ref(),
                Split.TEST,
                List.of(loop.evaluation().id())));
    PredictionOriginsApi origins = loop.api(PredictionOriginsApi.class);
    assertThat(origins.list(loop.project(), tested.artifact(), 100, null).items())
        .containsExactly(origins.get(loop.project(), LineageExamples.logged(loop, tested.key())));
    assertThat(origins.list(loop.project(), planted.addedPicture(), 100, null).items()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void showsViewersTheirProjectAndNobodyAnother(Topology topology) {
    Planted planted = Planted.in(topology);
    Loop loop = planted.loop();
    LineageNode node = planted.firstModel();
    Lineage seen = Lineages.upstream(loop, node);
    LineageApi viewer = loop.as(Role.VIEWER).api(LineageApi.class);
    assertThat(viewer.get(loop.project(), node, LineageDirection.UPSTREAM, 64, 1000).edges())
        .isEqualTo(seen.edges());

    Loop other = Loop.in(topology, LoopIT.PROJECT);
    Lineages.upstream(other, run(other.run().id()));
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() ->
            loop.api(LineageApi.class)
                .get(loop.project(), run(other.run().id()), LineageDirection.UPSTREAM, 1, 1))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() ->
            viewer.get(other.project(), run(other.run().id()), LineageDirection.UPSTREAM, 1, 1))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static DatasetEntry tested(Loop loop) {
    return SampleExamples.first(loop);
  }

  private static LineageEdge edge(LineageNode from, LineageRelation relation, LineageNode to) {
    return new LineageEdge(from, relation, to);
  }

  private static LineageNode run(Object id) {
    return LineageNode.of(LineageNoun.RUN, id);
  }

  private static LineageNode set(Object id) {
    return LineageNode.of(LineageNoun.PREPARED_SET, id);
  }

  private static LineageNode imported(Object id) {
    return LineageNode.of(LineageNoun.IMPORT, id);
  }
}
