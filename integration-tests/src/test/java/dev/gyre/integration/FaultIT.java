package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.ModelsApi;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A day without a fault opens no incident, and a fault that comes with a deployment opens one, in
 * both topologies.
 */
class FaultIT {

  private static final String ENDPOINT = "lane";
  private static final int BATCH = 50;

  @ParameterizedTest
  @EnumSource
  void opensNoneOnANullDayAndOneForAFaultOfADeployment(Topology topology) {
    Loop loop = Loop.in(topology, "faults");
    LoopSteps steps = new LoopSteps(loop.site());
    steps.open(ENDPOINT, loop.evaluation().model());
    loop.api(MonitorsApi.class).put(loop.project(), ENDPOINT, MonitorSpec.defaults());

    Random random = new Random(20_261_124);
    int day = ask(loop, "null day", UnaryOperator.identity(), nullTruth(random));
    settle(loop, day, 0);

    ModelRef next = deploySecond(loop, steps);
    int faulty = ask(loop, "inverted", Pictures::negative, (path, _) -> className(path));
    List<Incident> opened = settle(loop, day + faulty, 1);
    assertThat(opened.getFirst().title()).startsWith("several classes worse since deployment");
    assertThat(opened.getFirst().classes()).hasSizeGreaterThan(5);
    assertThat(opened.getFirst().modelVersion()).isEqualTo(next.version());
  }

  /** Wrong exactly as often as is accepted: by what the model answers, not by what is true. */
  private static BiFunction<String, PredictionAnswer, String> nullTruth(Random random) {
    return (_, answer) ->
        random.nextDouble() < LoopSteps.CONTRACT.acceptedError()
            ? Pictures.CLASSES.get(random.nextInt(Pictures.CLASSES.size()))
            : Objects.requireNonNull(answer.className());
  }

  /** The same data and recipe with another seed, put in place by the admin. */
  private static ModelRef deploySecond(Loop loop, LoopSteps steps) {
    int version =
        Objects.requireNonNull(
            steps.train(loop.recipe(), loop.prepared(), /* seed= */ 2).modelVersion());
    ModelRef next = new ModelRef(Loop.MODEL, version);
    loop.api(ModelsApi.class)
        .moveAlias(
            loop.project(), Loop.MODEL, "champion", new AliasMove(version, "to see it fail"));
    steps.awaitServing(ENDPOINT, next);
    return next;
  }

  /** Asks about each picture once, in a seeded order, and says what it was; how many there were. */
  private static int ask(
      Loop loop,
      String name,
      UnaryOperator<byte[]> camera,
      BiFunction<String, PredictionAnswer, String> truth) {
    List<Map.Entry<String, byte[]>> pictures = new ArrayList<>(Loop.PICTURES.labelled().entrySet());
    Collections.shuffle(pictures, new Random(7));
    List<NewFeedback> batch = new ArrayList<>();
    for (Map.Entry<String, byte[]> each : pictures) {
      String key = name + "/" + each.getKey();
      byte[] picture = camera.apply(each.getValue());
      PredictionAnswer answer =
          loop.api(PredictApi.class)
              .predict(
                  loop.project(),
                  ENDPOINT,
                  key,
                  null,
                  "lane-1",
                  null,
                  null,
                  new ByteArrayInputStream(picture));
      String known = truth.apply(each.getKey(), answer);
      batch.add(new NewFeedback(ENDPOINT, null, key, known, Collection.COMPLETE, null));
      if (batch.size() == BATCH) {
        loop.api(FeedbackApi.class).give(loop.project(), batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      loop.api(FeedbackApi.class).give(loop.project(), batch);
    }
    return pictures.size();
  }

  private static String className(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  /** The incidents once all is read and their number has not changed for some beats. */
  private static List<Incident> settle(Loop loop, int labelled, int expected) {
    Awaitility.await("the monitor to read it all")
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> loop.api(MonitorsApi.class).get(loop.project(), ENDPOINT).labelled() == labelled);
    return Awaitility.await(expected + " incidents")
        .during(4, TimeUnit.SECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> loop.api(IncidentsApi.class).list(loop.project(), null, 100, null).items(),
            found -> found.size() == expected);
  }
}
