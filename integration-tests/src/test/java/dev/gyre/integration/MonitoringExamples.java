package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.WRONG_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.UuidV7;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.Acceptance;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventsApi;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.serving.LogId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Monitors, feedback, and the way of an incident. */
final class MonitoringExamples {

  private static final IncidentId UNKNOWN = IncidentId.next();

  private MonitoringExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            MonitorsApi.class,
            "put",
            (api, loop) ->
                assertThat(
                        api.put(
                            loop.project(), Loop.ENDPOINT, new MonitorSpec(0.4, null, null, null)))
                    .satisfies(monitor -> {
                      assertThat(monitor.spec().confidenceBelow()).isEqualTo(0.4);
                      assertThat(monitor.spec().windowSize()).isEqualTo(200);
                    }),
            NOT_FOUND,
            (api, loop) -> api.put(loop.project(), "none", MonitorSpec.defaults())),
        Example.of(
            MonitorsApi.class,
            "get",
            (api, loop) -> {
              assertThat(Repair.of(loop).fed().rejects()).isEmpty();
              assertThat(api.get(loop.project(), Repair.ENDPOINT).model()).isEqualTo(Loop.MODEL);
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), "none")),
        Example.of(
            MonitorsApi.class,
            "list",
            (api, loop) -> {
              assertThat(Repair.of(loop).fed().rejects()).isEmpty();
              assertThat(api.list(loop.project(), 100, null).items())
                  .extracting(Monitor::endpoint)
                  .contains(Repair.ENDPOINT);
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            FeedbackApi.class,
            "give",
            (_, loop) -> assertThat(Repair.of(loop).fed().rejects()).isEmpty(),
            INVALID_ARGUMENT,
            (api, loop) -> api.give(loop.project(), List.of())),
        Example.of(
            FeedbackApi.class,
            "list",
            (api, loop) -> {
              assertThat(Repair.of(loop).fed().rejects()).isEmpty();
              assertThat(api.list(loop.project(), Repair.ENDPOINT, null, 50, null).items())
                  .hasSize(50)
                  .extracting(Feedback::className)
                  .containsOnly("zero");
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), null, null, 0, null)),
        Example.of(
            FailureEventsApi.class,
            "list",
            (api, loop) -> {
              assertThat(Repair.of(loop).opened().failures()).isPositive();
              assertThat(
                      api.list(loop.project(), Repair.ENDPOINT, FailureKind.WRONG, true, 100, null)
                          .items())
                  .isNotEmpty()
                  .extracting(FailureEvent::className)
                  .containsOnly("zero");
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), null, null, null, 0, null)),
        Example.of(
            IncidentsApi.class,
            "list",
            (api, loop) -> {
              IncidentId id = Repair.of(loop).id();
              assertThat(api.list(loop.project(), null, 100, null).items())
                  .extracting(Incident::id)
                  .contains(id);
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), null, 0, null)),
        Example.of(
            IncidentsApi.class,
            "get",
            (api, loop) -> {
              Repair repair = Repair.of(loop);
              assertThat(api.get(loop.project(), repair.id()).fingerprint())
                  .isEqualTo(repair.opened().fingerprint());
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), UNKNOWN)),
        Example.of(
            IncidentsApi.class,
            "triage",
            (_, loop) ->
                assertThat(Repair.of(loop).triaged().state()).isEqualTo(IncidentState.TRIAGED),
            NOT_FOUND,
            (api, loop) -> api.triage(loop.project(), UNKNOWN)),
        Example.of(
            IncidentsApi.class,
            "harvest",
            (_, loop) -> assertThat(Repair.of(loop).harvested().items()).isNotEmpty(),
            NOT_FOUND,
            (api, loop) -> api.harvest(loop.project(), UNKNOWN, null)),
        Example.of(
            IncidentsApi.class,
            "getHarvest",
            (api, loop) -> {
              Repair repair = Repair.of(loop);
              assertThat(repair.harvested().items()).isNotEmpty();
              assertThat(api.getHarvest(loop.project(), repair.id()).items())
                  .hasSameSizeAs(repair.harvested().items());
            },
            NOT_FOUND,
            (api, loop) -> api.getHarvest(loop.project(), UNKNOWN)),
        Example.of(
            IncidentsApi.class,
            "skip",
            (_, loop) ->
                assertThat(Repair.of(loop).skipped().skippedBecause())
                    .isEqualTo("nobody can read it"),
            NOT_FOUND,
            (api, loop) ->
                api.skip(loop.project(), UNKNOWN, new LogId(UuidV7.next()), new Decision("torn"))),
        Example.of(
            IncidentsApi.class,
            "fix",
            (_, loop) ->
                assertThat(Repair.of(loop).fixed())
                    .satisfies(fixed -> {
                      assertThat(fixed.state()).isEqualTo(IncidentState.FIXING);
                      assertThat(fixed.candidate()).isEqualTo(Repair.of(loop).retrained());
                    }),
            NOT_FOUND,
            (api, loop) ->
                api.fix(
                    loop.project(),
                    UNKNOWN,
                    new NewFix(
                        new ModelRef("none", 1),
                        new DatasetRef(Loop.DATASET, 1),
                        Remedy.RETRAIN,
                        List.of()))),
        Example.of(
            IncidentsApi.class,
            "verify",
            (_, loop) ->
                assertThat(Repair.of(loop).verified().state()).isEqualTo(IncidentState.VERIFYING),
            NOT_FOUND,
            (api, loop) -> api.verify(loop.project(), UNKNOWN, null)),
        Example.of(
            IncidentsApi.class,
            "close",
            (_, loop) ->
                assertThat(Repair.of(loop).closed().state()).isEqualTo(IncidentState.RESOLVED),
            NOT_FOUND,
            (api, loop) -> api.close(loop.project(), UNKNOWN)),
        Example.of(
            IncidentsApi.class,
            "proof",
            (api, loop) ->
                assertThat(api.proof(loop.project(), Repair.of(loop).id()).links()).isNotEmpty(),
            NOT_FOUND,
            (api, loop) -> api.proof(loop.project(), UNKNOWN)),
        Example.of(
            IncidentsApi.class,
            "accept",
            (api, loop) ->
                assertThat(
                        api.accept(
                                other(loop).project(), Repair.of(other(loop)).id(), untilTomorrow())
                            .state())
                    .isEqualTo(IncidentState.ACCEPTED),
            WRONG_STATE,
            (api, loop) ->
                api.accept(loop.project(), Repair.of(loop).closed().id(), untilTomorrow())),
        Example.of(
            IncidentsApi.class,
            "ignore",
            (api, loop) ->
                assertThat(
                        api.ignore(
                                other(loop).project(),
                                Repair.of(other(loop)).id(),
                                new Decision("known"))
                            .state())
                    .isEqualTo(IncidentState.IGNORED),
            WRONG_STATE,
            (api, loop) ->
                api.ignore(loop.project(), Repair.of(loop).closed().id(), new Decision("known"))));
  }

  /** Another project, whose incident nobody repairs. */
  private static Loop other(Loop loop) {
    return Loop.in(loop.topology(), LoopIT.PROJECT);
  }

  private static Acceptance untilTomorrow() {
    return new Acceptance(Instant.now().plus(1, ChronoUnit.DAYS), "the camera goes tomorrow");
  }
}
