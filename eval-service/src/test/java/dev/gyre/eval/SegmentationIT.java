package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.PROJECT;
import static dev.gyre.eval.EvalClient.VIEWER;
import static dev.gyre.eval.EvalClient.comparison;
import static dev.gyre.eval.EvalClient.gate;
import static dev.gyre.eval.EvalClient.request;
import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.api.data.SampleId;
import dev.gyre.infra.jobs.JobEngine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Segmentations go through the doors that classifications go through. */
@EvalServiceTest
class SegmentationIT {

  private static final int PIXELS = Streets.WIDTH * Streets.HEIGHT;

  private final EvalClient client;
  private final World world;

  @Autowired
  SegmentationIT(@LocalServerPort int port, JobEngine engine, World world) {
    this.client = new EvalClient(port, engine);
    this.world = world;
  }

  /** Each test has a contract of its own number, hence evaluations and verdicts of its own. */
  @BeforeEach
  void freshContract() {
    world.apply(Streets.contract(0.5));
    world.aliases.clear();
  }

  private static String onStreets(String request) {
    return request.replace("\"main\"", "\"streets\"");
  }

  private String evaluated(int model) {
    return client.done("/evaluations", onStreets(request(model)));
  }

  /** True classes in rows, by a loop over all pixels. */
  private static long[][] counted(int model, List<World.Member> members) {
    long[][] counts = new long[3][3];
    for (World.Member m : members) {
      int[] truth = Streets.truth(m);
      int[] predicted = Streets.predicted(model, m);
      IntStream.range(0, PIXELS).forEach(i -> counts[truth[i]][predicted[i]]++);
    }
    return counts;
  }

  private static double iou(long[][] counts, int k) {
    long row = counts[k][0] + counts[k][1] + counts[k][2];
    long column = counts[0][k] + counts[1][k] + counts[2][k];
    return counts[k][k] / (double) (row + column - counts[k][k]);
  }

  private static double meanIou(long[][] counts) {
    return IntStream.range(0, 3).mapToDouble(k -> iou(counts, k)).average().orElseThrow();
  }

  private static JsonNode metric(JsonNode of, String name) {
    return StreamSupport.stream(of.get("metrics").spliterator(), false)
        .filter(metric -> metric.get("metric").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode slice(JsonNode of, String name, String className) {
    return StreamSupport.stream(of.get("slices").spliterator(), false)
        .filter(s -> s.get("slice").asString().equals(name))
        .filter(s -> s.path("class_name").asString("").equals(className))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void scoresPixelsSamplesAndSlicesOfOneModel() {
    JsonNode evaluation = client.get("/evaluations/" + evaluated(Streets.CHAMPION));
    long[][] counts = counted(Streets.CHAMPION, Streets.MEMBERS);
    for (int truth = 0; truth < 3; truth++) {
      for (int said = 0; said < 3; said++) {
        JsonNode cell = evaluation.get("confusion").get(truth).get(said);
        assertThat(cell.isString()).as("64-bit integers are texts").isTrue();
        assertThat(cell.asString()).isEqualTo(Long.toString(counts[truth][said]));
      }
    }
    assertThat(texts(evaluation.get("metrics"), "metric"))
        .containsExactly("ACCURACY", "BOUNDARY_IOU", "MEAN_IOU", "PIXEL_ACCURACY");
    long wrong = Streets.MEMBERS.stream().filter(m -> Streets.fails(Streets.CHAMPION, m)).count();
    assertThat(metric(evaluation, "ACCURACY").get("value").asDouble())
        .isCloseTo(1 - wrong / 360.0, within(1e-12));
    assertThat(metric(evaluation, "MEAN_IOU").get("value").asDouble())
        .isCloseTo(meanIou(counts), within(1e-12));
    assertThat(metric(evaluation, "PIXEL_ACCURACY").get("value").asDouble())
        .isCloseTo((counts[0][0] + counts[1][1] + counts[2][2]) / (360.0 * PIXELS), within(1e-12));
    evaluation
        .get("metrics")
        .forEach(metric -> {
          assertThat(metric.get("groups").asInt()).as("sequences").isEqualTo(120);
          assertThat(metric.get("method").asString()).startsWith("group_");
          assertThat(metric.get("low").asDouble()).isLessThan(metric.get("value").asDouble());
          assertThat(metric.get("high").asDouble()).isGreaterThan(metric.get("value").asDouble());
        });
    JsonNode corner = slice(evaluation, "pixels", "c");
    assertThat(corner.get("n").asInt()).as("samples that hold the class").isEqualTo(120);
    assertThat(corner.get("pixels").get("truth").asString())
        .isEqualTo(Long.toString(counts[2][0] + counts[2][1] + counts[2][2]));
    assertThat(corner.get("pixels").get("iou").get("value").asDouble())
        .isCloseTo(iou(counts, 2), within(1e-12));
    List<World.Member> dark = Streets.MEMBERS.stream().filter(Streets::isNight).toList();
    JsonNode night = slice(evaluation, "night", "");
    assertThat(night.get("n").asInt()).isEqualTo(dark.size());
    assertThat(night.get("right").asInt())
        .isEqualTo((int) dark.stream().filter(m -> !Streets.fails(Streets.CHAMPION, m)).count());
    JsonNode nightIou = night.get("pixels").get("iou");
    assertThat(nightIou.get("value").asDouble())
        .isCloseTo(meanIou(counted(Streets.CHAMPION, dark)), within(1e-12));
    assertThat(nightIou.get("low").asDouble()).isLessThan(nightIou.get("value").asDouble());
  }

  @Test
  void showsTheSamplesOfLeastIntersectionFirst() {
    JsonNode worst =
        client.get("/evaluations/" + evaluated(Streets.CHAMPION) + "/worst?limit=1000");
    assertThat(worst).hasSize(360);
    List<Double> values =
        StreamSupport.stream(worst.spliterator(), false)
            .map(each -> each.get("mean_iou").asDouble())
            .toList();
    assertThat(values).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(worst.get(0).has("class_name")).isFalse();
    assertThat(worst.get(0).get("confidence").asDouble()).isEqualTo(0.75);
  }

  @Test
  void givesOutThePredictedMaskOfASample() {
    JsonNode evaluation = client.get("/evaluations/" + evaluated(Streets.CANDIDATE));
    String set = "/prediction-sets/" + evaluation.get("prediction_set").asString();
    assertThat(client.get(set).get("task").asString()).isEqualTo("SEGMENTATION");
    assertThat(client.get(set).get("masks").asString()).hasSize(64);
    World.Member some = Streets.MEMBERS.get(77);
    Browser.Answer answer = client.browser().get(PROJECT + set + "/masks/" + some.id(), VIEWER);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("content-type")).hasValue("image/png");
    assertThat(answer.response().body()).isEqualTo("mask of test-077 by 22");
    assertThat(client.refused(set + "/masks/" + SampleId.next())).isEqualTo("NOT_FOUND");
    world.apply(World.contractWithFloor(0.6));
    String classes =
        client.get("/evaluations/" + client.evaluate(1)).get("prediction_set").asString();
    assertThat(client.refused("/prediction-sets/" + classes + "/masks/" + some.id()))
        .isEqualTo("WRONG_STATE");
  }

  @Test
  void comparesTwoSegmentationsInPairs() {
    String champion = evaluated(Streets.CHAMPION);
    String candidate = evaluated(Streets.CANDIDATE);
    Browser.Answer made = client.post("/comparisons", comparison(champion, candidate));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    JsonNode comparison = made.json();
    long fixed =
        Streets.MEMBERS.stream()
            .filter(m -> Streets.fails(Streets.CHAMPION, m) && !Streets.fails(Streets.CANDIDATE, m))
            .count();
    assertThat(comparison.get("overall").get("fixed").asLong()).isEqualTo(fixed);
    JsonNode gain = metric(comparison, "MEAN_IOU");
    double before = meanIou(counted(Streets.CHAMPION, Streets.MEMBERS));
    double after = meanIou(counted(Streets.CANDIDATE, Streets.MEMBERS));
    assertThat(gain.get("champion").asDouble()).isCloseTo(before, within(1e-12));
    assertThat(gain.get("candidate").asDouble()).isCloseTo(after, within(1e-12));
    assertThat(gain.get("difference").asDouble()).isCloseTo(after - before, within(1e-12));
    assertThat(gain.get("lower_bound").asDouble()).isBetween(0.0, after - before);
    assertThat(gain.get("upper_bound").asDouble()).isGreaterThan(after - before);
    JsonNode night = slice(comparison, "night", "").get("iou");
    assertThat(night.get("difference").asDouble())
        .as("the champion's failures are at night")
        .isGreaterThan(gain.get("difference").asDouble());
    assertThat(slice(comparison, "pixels", "b").get("iou").get("metric").asString())
        .isEqualTo("MEAN_IOU");
    JsonNode flip =
        client
            .get("/comparisons/" + comparison.get("id").asString() + "/flips?kind=FIXED&limit=1")
            .get("items")
            .get(0);
    assertThat(flip.has("class_name")).isFalse();
    assertThat(flip.get("champion_iou").asDouble()).isLessThan(Streets.LEAST_IOU);
    assertThat(flip.get("candidate_iou").asDouble()).isGreaterThan(Streets.LEAST_IOU);
  }

  @Test
  void theGateHoldsPixelsAgainstFloorsAndMargins() {
    world.aliases.put("champion", Streets.CHAMPION);
    JsonNode slice =
        client.frozen(
            "far at night " + world.contractNumber(),
            Streets.MEMBERS.stream().filter(Streets::isPlanted).toList());
    JsonNode verdict =
        client.judged(onStreets(gate(Streets.CANDIDATE, slice.get("id").asString())));
    assertThat(verdict.get("outcome").asString()).as(verdict.toString()).isEqualTo("PASS");
    assertThat(texts(verdict.get("rules"), "metric"))
        .contains("MEAN_IOU", "BOUNDARY_IOU", "PIXEL_ACCURACY");
    assertThat(texts(verdict.get("rules"), "slice")).contains("pixels c", "night");
    world.apply(Streets.contract(0.9));
    JsonNode strict = client.judged(onStreets(gate(Streets.CANDIDATE)));
    assertThat(strict.get("outcome").asString()).as(strict.toString()).isEqualTo("FAIL");
    world.aliases.put("champion", Streets.CANDIDATE);
    world.apply(Streets.contract(0.3));
    JsonNode worse = client.judged(onStreets(gate(Streets.CHAMPION)));
    assertThat(worse.get("outcome").asString()).as(worse.toString()).isEqualTo("FAIL");
    assertThat(client.get("/gate-verdicts/plan?dataset=streets&version=1").get("rules"))
        .isNotEmpty();
  }

  @Test
  void refusesAModelOfAnotherKindAndResultsThatNoMasksCanHave() {
    Browser.Answer digits = client.post("/evaluations", request(1));
    assertThat(digits.code()).isEqualTo("CONTRACT_VIOLATION");
    assertThat(digits.json().get("detail").asString()).contains("answers of a CLASSIFICATION");
    JsonNode impossible =
        client.ended("/evaluations", onStreets(request(Streets.IMPOSSIBLE)), "FAILED");
    assertThat(client.outcome(impossible)).contains("UNREADABLE_BODY", "near contours");
    JsonNode without =
        client.ended("/prediction-sets", onStreets(request(Streets.WITHOUT_MASKS)), "FAILED");
    assertThat(client.outcome(without)).contains("INVALID_ARGUMENT", "masks");
    world.apply(World.contractWithFloor(0.6));
    assertThat(client.post("/evaluations", onStreets(request(Streets.CHAMPION))).code())
        .isEqualTo("CONTRACT_VIOLATION");
  }
}
