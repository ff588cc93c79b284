package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.ALREADY_EXISTS;
import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.WRONG_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.DiscoveriesApi;
import dev.gyre.api.eval.Discovery;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.PredictionSetsApi;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.eval.SlicesApi;
import java.util.List;

/** Prediction sets, evaluations and slices. */
final class EvalExamples {

  private static final ModelRef NONE = new ModelRef("none", 1);

  private EvalExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            PredictionSetsApi.class,
            "create",
            (api, loop) ->
                assertThat(
                        api.create(
                                loop.project(),
                                null,
                                new NewPredictionSet(
                                    loop.evaluation().model(), loop.dataset().ref(), Split.TEST))
                            .subject())
                    .as("the first of equal input")
                    .endsWith("/" + loop.evaluation().predictionSet()),
            NOT_FOUND,
            (api, loop) ->
                api.create(
                    loop.project(),
                    null,
                    new NewPredictionSet(NONE, loop.dataset().ref(), Split.TEST))),
        Example.of(
            PredictionSetsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(PredictionSet::id)
                    .contains(loop.evaluation().predictionSet()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            PredictionSetsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.evaluation().predictionSet()).count())
                    .isEqualTo(120),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), PredictionSetId.next())),
        Example.of(
            PredictionSetsApi.class,
            "rejects",
            (api, loop) ->
                assertThat(api.rejects(loop.project(), loop.evaluation().predictionSet()))
                    .isEmpty(),
            NOT_FOUND,
            (api, loop) -> api.rejects(loop.project(), PredictionSetId.next())),
        Example.of(
            PredictionSetsApi.class,
            "mask",
            (api, loop) ->
                assertThatThrownBy(() ->
                        api.mask(loop.project(), loop.evaluation().predictionSet(), sample(loop)))
                    .as("digits have no masks")
                    .isInstanceOfSatisfying(
                        PlatformException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(WRONG_STATE)),
            NOT_FOUND,
            (api, loop) -> api.mask(loop.project(), PredictionSetId.next(), sample(loop))),
        Example.of(
            DiscoveriesApi.class,
            "create",
            (api, loop) -> {
              Discovery first = api.create(loop.project(), loop.evaluation().id());
              assertThat(first.samples()).isEqualTo(120);
              assertThat(first.sentence()).isNotBlank();
              assertThat(api.create(loop.project(), loop.evaluation().id())).isEqualTo(first);
            },
            NOT_FOUND,
            (api, loop) -> api.create(loop.project(), EvaluationId.next())),
        Example.of(
            DiscoveriesApi.class,
            "list",
            (api, loop) -> {
              Discovery known = api.create(loop.project(), loop.evaluation().id());
              assertThat(api.list(loop.project(), loop.evaluation().id())).containsExactly(known);
            },
            NOT_FOUND,
            (api, loop) -> api.list(loop.project(), EvaluationId.next())),
        Example.of(
            EvaluationsApi.class,
            "create",
            (api, loop) ->
                assertThat(
                        api.create(
                                loop.project(),
                                null,
                                new NewEvaluation(
                                    loop.evaluation().model(), loop.dataset().ref(), Split.TEST))
                            .subject())
                    .as("the first of equal input")
                    .endsWith("/" + loop.evaluation().id()),
            NOT_FOUND,
            (api, loop) ->
                api.create(
                    loop.project(),
                    null,
                    new NewEvaluation(NONE, loop.dataset().ref(), Split.TEST))),
        Example.of(
            EvaluationsApi.class,
            "list",
            (api, loop) -> {
              assertThat(api.list(loop.project(), Loop.MODEL, 100, null).items())
                  .extracting(Evaluation::id)
                  .contains(loop.evaluation().id());
              assertThat(api.list(loop.project(), "none", 100, null).items()).isEmpty();
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), null, 0, null)),
        Example.of(
            EvaluationsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.evaluation().id()))
                    .isEqualTo(loop.evaluation()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), EvaluationId.next())),
        Example.of(
            EvaluationsApi.class,
            "worst",
            (api, loop) ->
                assertThat(api.worst(loop.project(), loop.evaluation().id(), 5))
                    .hasSizeLessThanOrEqualTo(5),
            INVALID_ARGUMENT,
            (api, loop) -> api.worst(loop.project(), loop.evaluation().id(), 0)),
        Example.of(
            SlicesApi.class,
            "create",
            (api, loop) -> {
              Slice live =
                  api.create(
                      loop.project(),
                      new NewSlice("threes", "sample.class_name == \"three\"", null));
              assertThat(live.state()).isEqualTo(SliceState.LIVE);
              assertThat(live.samples()).isEqualTo(30);
            },
            ALREADY_EXISTS,
            (api, loop) -> {
              frozen(loop);
              NewSlice other = new NewSlice("frozen", "sample.class_name == \"two\"", null);
              api.create(loop.project(), other);
            }),
        Example.of(
            SlicesApi.class,
            "list",
            (api, loop) -> {
              Slice frozen = frozen(loop);
              assertThat(api.list(loop.project(), 100, null).items()).contains(frozen);
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            SlicesApi.class,
            "get",
            (api, loop) -> {
              Slice frozen = frozen(loop);
              assertThat(api.get(loop.project(), frozen.id())).isEqualTo(frozen);
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), SliceId.next())),
        Example.of(
            SlicesApi.class,
            "samples",
            (api, loop) ->
                assertThat(api.samples(loop.project(), frozen(loop).id(), 100, null).items())
                    .containsExactly(sample(loop)),
            NOT_FOUND,
            (api, loop) -> api.samples(loop.project(), SliceId.next(), 100, null)));
  }

  /** A slice of one sample; the same at each call. */
  static Slice frozen(Loop loop) {
    return loop.api(SlicesApi.class)
        .create(loop.project(), new NewSlice("frozen", null, List.of(sample(loop))));
  }

  private static SampleId sample(Loop loop) {
    return SampleExamples.first(loop).sample();
  }
}
