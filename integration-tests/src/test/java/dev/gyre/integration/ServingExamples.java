package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.ALREADY_EXISTS;
import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.PERMISSION_DENIED;
import static dev.gyre.api.ErrorCode.PRECONDITION_REQUIRED;
import static dev.gyre.api.ErrorCode.WRONG_STATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.project.Role;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointSettings;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.api.serving.SegmentApi;
import dev.gyre.api.serving.SegmentationAnswer;
import dev.gyre.cli.StreamForm;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Endpoints, and what they answered. */
final class ServingExamples {

  private static final String ENDPOINT = Loop.ENDPOINT;

  private ServingExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            EndpointsApi.class,
            "create",
            (_, loop) -> assertThat(made(loop, "made").logging()).isEqualTo(Logging.COUNTED),
            ALREADY_EXISTS,
            (_, loop) -> made(loop, ENDPOINT)),
        Example.of(
            EndpointsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Endpoint::name)
                    .contains(ENDPOINT),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            EndpointsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), ENDPOINT))
                    .satisfies(endpoint -> {
                      assertThat(endpoint.model()).isEqualTo(Loop.MODEL);
                      assertThat(endpoint.lost()).isZero();
                    }),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), "none")),
        Example.of(
            EndpointsApi.class,
            "put",
            (api, loop) -> {
              Endpoint before = made(loop, "changed");
              EndpointSettings wider =
                  new EndpointSettings(Loop.MODEL, "champion", Logging.DURABLE, 16);
              Endpoint after =
                  api.put(loop.project(), "changed", Versioned.etag(before.revision()), wider);
              assertThat(after.maxConcurrency()).isEqualTo(16);
              assertThat(after.revision()).isGreaterThan(before.revision());
            },
            PRECONDITION_REQUIRED,
            (api, loop) ->
                api.put(
                    loop.project(),
                    ENDPOINT,
                    null,
                    new EndpointSettings(Loop.MODEL, "champion", Logging.DURABLE, 4))),
        Example.of(
            EndpointsApi.class,
            "remove",
            (api, loop) -> {
              Endpoint made = made(loop, "removed");
              api.remove(loop.project(), made.name());
              assertThatExceptionOfType(PlatformException.class)
                  .isThrownBy(() -> api.get(loop.project(), made.name()));
            },
            PERMISSION_DENIED,
            (_, loop) ->
                loop.as(Role.LABELLER).api(EndpointsApi.class).remove(loop.project(), ENDPOINT)),
        Example.of(
            PredictApi.class,
            "predict",
            (api, loop) -> {
              String key = keys(loop).getFirst();
              assertThat(ask(api, loop, ENDPOINT, key, key))
                  .as("the first answer under the same client key")
                  .isEqualTo(loop.answers().get(key));
            },
            ALREADY_EXISTS,
            (api, loop) -> ask(api, loop, ENDPOINT, keys(loop).getFirst(), keys(loop).getLast())),
        Example.of(
            SegmentApi.class,
            "segment",
            (api, loop) -> {
              StreetModel streets = StreetModel.in(loop.topology());
              SegmentationAnswer first = streets.ask("moment", streets.moment());
              assertThat(streets.ask("moment", streets.moment()))
                  .as("the first answer under the same client key")
                  .isEqualTo(first);
              assertThat(first.classes()).isEqualTo(StreetSteps.CLASSES);
            },
            WRONG_STATE,
            (api, loop) -> {
              StreamForm form = StreamForm.of(Map.of("image", new byte[] {1}));
              api.segment(
                  loop.project(),
                  ENDPOINT,
                  form.contentType(),
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  false,
                  form.body());
            }),
        Example.of(
            PredictionsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), ENDPOINT, 1000, null).items())
                    .extracting(Prediction::clientKey)
                    .containsAll(loop.answers().keySet()),
            NOT_FOUND,
            (api, loop) -> api.list(loop.project(), "none", 100, null)),
        Example.of(
            PredictionsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), ENDPOINT, logged(loop)).device())
                    .isEqualTo("desk-1"),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), ENDPOINT, unknown())),
        Example.of(
            PredictionsApi.class,
            "mask",
            (api, loop) -> {
              StreetModel streets = StreetModel.in(loop.topology());
              LogId id = Objects.requireNonNull(streets.ask("moment", streets.moment()).logId());
              try (InputStream bytes =
                  api.mask(streets.street().project(), StreetModel.ENDPOINT, id)) {
                assertThat(ImageIO.read(bytes).getWidth()).isEqualTo(StreetSteps.WIDTH);
              }
            },
            NOT_FOUND,
            (api, loop) -> api.mask(loop.project(), ENDPOINT, logged(loop))),
        Example.of(
            PredictionsApi.class,
            "payload",
            (api, loop) -> {
              try (InputStream bytes = api.payload(loop.project(), ENDPOINT, logged(loop));
                  InputStream sent = Loop.PICTURES.of(keys(loop).getFirst())) {
                assertThat(bytes.readAllBytes()).isEqualTo(sent.readAllBytes());
              }
            },
            NOT_FOUND,
            (api, loop) -> api.payload(loop.project(), ENDPOINT, unknown())));
  }

  private static Endpoint made(Loop loop, String name) {
    return loop.api(EndpointsApi.class)
        .create(loop.project(), new NewEndpoint(name, Loop.MODEL, "champion", Logging.COUNTED, 2));
  }

  private static PredictionAnswer ask(
      PredictApi api, Loop loop, String endpoint, String clientKey, String picture) {
    InputStream bytes = Loop.PICTURES.of(picture);
    return api.predict(loop.project(), endpoint, clientKey, null, "desk-1", null, null, bytes);
  }

  private static List<String> keys(Loop loop) {
    return List.copyOf(loop.answers().keySet());
  }

  private static LogId logged(Loop loop) {
    PredictionAnswer first = Objects.requireNonNull(loop.answers().get(keys(loop).getFirst()));
    return Objects.requireNonNull(first.logId());
  }

  private static LogId unknown() {
    return LogId.valueOf("01890000-0000-7000-8000-000000000000");
  }
}
