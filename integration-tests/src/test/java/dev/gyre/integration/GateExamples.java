package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.job.JobState;
import java.util.List;

/** Comparisons, and the verdicts that follow from them. */
final class GateExamples {

  private GateExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            ComparisonsApi.class,
            "create",
            (_, loop) -> {
              Comparison same = comparison(loop);
              assertThat(same.overall().n()).isEqualTo(120);
              assertThat(same.overall().fixed() + same.overall().broken()).isZero();
            },
            NOT_FOUND,
            (api, loop) ->
                api.create(
                    loop.project(),
                    new NewComparison(EvaluationId.next(), loop.evaluation().id(), List.of()))),
        Example.of(
            ComparisonsApi.class,
            "list",
            (api, loop) -> {
              Comparison same = comparison(loop);
              assertThat(api.list(loop.project(), 100, null).items())
                  .extracting(Comparison::id)
                  .contains(same.id());
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            ComparisonsApi.class,
            "get",
            (api, loop) -> {
              Comparison same = comparison(loop);
              assertThat(api.get(loop.project(), same.id())).isEqualTo(same);
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), ComparisonId.next())),
        Example.of(
            ComparisonsApi.class,
            "flips",
            (api, loop) -> {
              Comparison same = comparison(loop);
              assertThat(
                      api.flips(loop.project(), same.id(), FlipKind.BOTH_RIGHT, 1000, null).items())
                  .hasSize(same.overall().bothRight());
            },
            NOT_FOUND,
            (api, loop) -> api.flips(loop.project(), ComparisonId.next(), null, 100, null)),
        Example.of(
            GateVerdictsApi.class,
            "create",
            (api, loop) ->
                assertThat(
                        loop.await(
                                api.create(
                                    loop.project(),
                                    null,
                                    new NewGateVerdict(
                                        loop.verdict().candidate(),
                                        null,
                                        loop.dataset().ref(),
                                        List.of())))
                            .state())
                    .isEqualTo(JobState.SUCCEEDED),
            NOT_FOUND,
            (api, loop) ->
                api.create(
                    loop.project(),
                    null,
                    new NewGateVerdict(
                        new ModelRef("none", 1), null, loop.dataset().ref(), List.of()))),
        Example.of(
            GateVerdictsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(GateVerdict::id)
                    .contains(loop.verdict().id()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            GateVerdictsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.verdict().id())).isEqualTo(loop.verdict()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), GateVerdictId.next())),
        Example.of(
            GateVerdictsApi.class,
            "plan",
            (api, loop) ->
                assertThat(api.plan(loop.project(), Loop.DATASET, 1).rules())
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(rule.sentence()).isNotBlank()),
            NOT_FOUND,
            (api, loop) -> api.plan(loop.project(), Loop.DATASET, 99)),
        Example.of(
            GateVerdictsApi.class,
            "promote",
            (api, loop) ->
                assertThat(
                        api.promote(loop.project(), loop.verdict().id(), new Promote("candidate"))
                            .verdict())
                    .isEqualTo(loop.verdict().id().value()),
            NOT_FOUND,
            (api, loop) ->
                api.promote(loop.project(), GateVerdictId.next(), new Promote("candidate"))));
  }

  /** The model held against itself; the same at each call. */
  private static Comparison comparison(Loop loop) {
    EvaluationId own = loop.evaluation().id();
    return loop.api(ComparisonsApi.class)
        .create(loop.project(), new NewComparison(own, own, List.of()));
  }
}
