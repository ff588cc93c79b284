package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestsApi;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionOriginsApi;
import dev.gyre.api.training.RunId;
import java.util.List;
import java.util.Objects;

/** What was made from what, and where a sample has been. */
final class LineageExamples {

  private LineageExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            LineageApi.class,
            "get",
            (_, loop) ->
                assertThat(
                        Lineages.upstream(loop, LineageNode.of(loop.evaluation().model())).nodes())
                    .contains(
                        LineageNode.of(LineageNoun.RUN, loop.run().id()),
                        LineageNode.of(LineageNoun.IMPORT, loop.imported().id())),
            NOT_FOUND,
            (api, loop) ->
                api.get(
                    loop.project(),
                    LineageNode.of(LineageNoun.RUN, RunId.next()),
                    LineageDirection.UPSTREAM,
                    1,
                    1)),
        Example.of(
            PreparedSetsApi.class,
            "holding",
            (api, loop) ->
                assertThat(api.holding(loop.project(), tested(loop).sample()))
                    .contains(
                        new PreparedMembership(
                            loop.prepared().id(), loop.dataset().ref(), Split.TEST)),
            NOT_FOUND,
            (api, loop) -> api.holding(loop.project(), SampleId.next())),
        Example.of(
            EvaluationsApi.class,
            "scoring",
            (api, loop) ->
                assertThat(api.scoring(loop.project(), tested(loop).sample()))
                    .anySatisfy(scored -> {
                      assertThat(scored.predictionSet())
                          .isEqualTo(loop.evaluation().predictionSet());
                      assertThat(scored.evaluations()).contains(loop.evaluation().id());
                    }),
            NOT_FOUND,
            (api, loop) -> api.scoring(loop.project(), SampleId.next())),
        Example.of(
            PredictionOriginsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), logged(loop, tested(loop).key())))
                    .satisfies(origin -> {
                      assertThat(origin.endpoint()).isEqualTo(Loop.ENDPOINT);
                      assertThat(origin.model()).isEqualTo(loop.evaluation().model());
                      assertThat(origin.deployment()).isNotNull();
                    }),
            NOT_FOUND,
            (api, loop) ->
                api.get(loop.project(), LogId.valueOf("01890000-0000-7000-8000-000000000000"))),
        Example.of(
            PredictionOriginsApi.class,
            "list",
            (api, loop) ->
                assertThat(
                        api
                            .list(loop.project(), tested(loop).artifact(), 100, null)
                            .items()
                            .stream()
                            .filter(origin -> origin.endpoint().equals(Loop.ENDPOINT)))
                    .extracting(PredictionOrigin::id)
                    .containsExactly(logged(loop, tested(loop).key())),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), tested(loop).artifact(), 0, null)),
        Example.of(
            HarvestsApi.class,
            "list",
            (api, loop) -> {
              HarvestItem item = Repair.of(loop).harvested().items().getFirst();
              SampleId sample = Objects.requireNonNull(item.sample());
              assertThat(api.list(loop.project(), sample, 100, null).items())
                  .singleElement()
                  .satisfies(chosen -> {
                    assertThat(chosen.harvest()).isEqualTo(Repair.of(loop).harvested().id());
                    assertThat(chosen.item()).isEqualTo(item);
                  });
              assertThat(api.list(loop.project(), tested(loop).sample(), 100, null).items())
                  .as("harvests of a sample that came by import")
                  .isEmpty();
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), SampleId.next(), 0, null)));
  }

  private static DatasetEntry tested(Loop loop) {
    return SampleExamples.first(loop);
  }

  static LogId logged(Loop loop, String key) {
    PredictionAnswer answer = Objects.requireNonNull(loop.answers().get(key));
    return Objects.requireNonNull(answer.logId());
  }
}
