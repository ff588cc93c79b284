package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bad input at every door: a problem document with its code, or a job that names what it has not
 * taken; never a server error, and nothing half-written.
 */
class BadInputIT {

  private static final String PROJECT = "bad-input";
  private static final long HUNDRED_MB = 100L << 20;

  @ParameterizedTest
  @EnumSource
  void refusesJsonThatIsNotWhatItReads(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    SoftAssertions.assertSoftly(softly ->
        List.of(
                new Wrong("/datasets", "{\"name\": ", "UNREADABLE_BODY"),
                new Wrong("/datasets", "[]", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": [7]}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": null}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": 7.5}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": true}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": \"a\", \"name\": \"b\"}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": \"a\\u0000b\"}", "INVALID_ARGUMENT"),
                new Wrong("/datasets", "{\"name\": \"a\", \"more\": 1}", "UNREADABLE_BODY"),
                new Wrong("/datasets", "{\"name\": " + "[".repeat(5000), "UNREADABLE_BODY"),
                new Wrong("/recipes", recipe("NaN"), "UNREADABLE_BODY"),
                new Wrong("/recipes", recipe("1e999"), "INVALID_ARGUMENT"),
                new Wrong("/recipes", recipe("\"much\""), "UNREADABLE_BODY"),
                new Wrong("/recipes", recipe("\"0.1\""), "UNREADABLE_BODY"),
                new Wrong("/recipes", recipe("true"), "UNREADABLE_BODY"))
            .forEach(wrong ->
                softly
                    .assertThat(door.json("POST", wrong.path(), wrong.body()))
                    .as(wrong.body().substring(0, Math.min(60, wrong.body().length())))
                    .satisfies(answer -> {
                      assertThat(answer.status()).isBetween(400, 499);
                      assertThat(answer.code()).isEqualTo(wrong.code());
                    })));
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAContractWithAnImpossibleValue(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    String contract = door.get("/task-contract").json().get("contract").toString();
    assertThat(door.json("PUT", "/task-contract", contract.replace("0.1", "NaN")).code())
        .isEqualTo("UNREADABLE_BODY");
    assertThat(door.json("PUT", "/task-contract", contract.replace("0.1", "17")).code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAPreparationThatContradictsItselfAndNamesTheField(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    String sound =
        """
        {"name": "x", "spec": {"streams": [{"name": "image", "role": "input", "colour": "gray",
          "optional": false}], "geometry": [], "model_input": {"height_px": 8, "width_px": 8,
          "antialias": false, "parts": [{"stream": "image", "scale": 1, "mean": [0], "std": [1],
          "validity": false}]}}}
        """;
    Map<String, String> wrong =
        Map.of(
            sound.replace("\"input\"", "\"sensor\""), "streams.role",
            sound.replace("\"gray\"", "\"blue\""), "streams.colour",
            sound.replace("\"name\": \"image\"", "\"name\": \"../image\""), "streams.name",
            sound.replace("\"optional\": false", "\"optional\": true"), "streams.resize",
            sound.replace("\"stream\": \"image\"", "\"stream\": \"other\""),
                "model_input.parts.stream",
            sound.replace("\"mean\": [0]", "\"mean\": [0, 0]"), "model_input.parts.mean",
            sound.replace("\"std\": [1]", "\"std\": [0]"), "model_input.parts.std",
            sound.replace(
                    "\"geometry\": []",
                    "\"geometry\": [{\"kind\": \"QUARTER_TURNS\", \"clockwise\": 4}]"),
                "geometry.clockwise");
    SoftAssertions.assertSoftly(softly ->
        wrong.forEach((body, field) ->
            softly
                .assertThat(door.json("POST", "/preparations", body))
                .as(field)
                .satisfies(answer -> {
                  assertThat(answer.code()).isEqualTo("INVALID_ARGUMENT");
                  assertThat(answer.json().get("field").asString()).isEqualTo(field);
                })));
    assertThat(
            door.json("POST", "/preparations", sound.replace("[]", "[{\"kind\": \"WARP\"}]"))
                .code())
        .isEqualTo("UNREADABLE_BODY");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAHundredMegabytesOfJson(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    byte[] body =
        ("{\"name\": \"" + "a".repeat((int) HUNDRED_MB) + "\"}")
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(door.bytes("/datasets", "application/json", body).code()).isEqualTo("TOO_LARGE");
    assertThat(
            door.stream(
                    "/datasets",
                    "application/json",
                    () -> Door.longJson("{\"name\": \"", HUNDRED_MB))
                .code())
        .isEqualTo("TOO_LARGE");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnotherMediaType(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    byte[] body = "{\"name\": \"other\"}".getBytes(StandardCharsets.US_ASCII);
    SoftAssertions.assertSoftly(softly ->
        List.of("text/plain", "application/xml", "multipart/form-data", "image/png", "*/*", "json")
            .forEach(type ->
                softly
                    .assertThat(door.bytes("/datasets", type, body).code())
                    .as(type)
                    .isEqualTo("UNREADABLE_BODY")));
    assertThat(door.get("/datasets/other").code()).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @EnumSource
  void namesThePicturesThatItDoesNotTake(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    Door.Imported imported =
        door.load(
            Zips.of(
                "zero/half.png", Zips.half(Zips.picture(3)),
                "zero/bomb.png", Zips.bomb(),
                "zero/text.png", "no picture".getBytes(StandardCharsets.US_ASCII),
                "eleven/known.png", Zips.picture(4),
                "../zero/up.png", Zips.picture(5),
                "/zero/root.png", Zips.picture(6)));
    assertThat(imported.outcome()).contains("SUCCEEDED");
    assertThat(imported.rejects())
        .contains("zero/half.png", "zero/bomb.png", "zero/text.png", "UNKNOWN_CLASS")
        .contains("TOO_LARGE", "PARENT_PATH", "ABSOLUTE_PATH");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void followsNoLinks(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    byte[] target = "/etc/passwd".getBytes(StandardCharsets.US_ASCII);
    Door.Imported imported = door.load(Zips.linked(Zips.of("zero/link.png", target)));
    assertThat(imported.rejects()).contains("SYMLINK");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingOfAnArchiveThatIsRefusedAsAWhole(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    String before = door.counts();
    assertThat(door.load(Zips.zeros()).outcome()).contains("INVALID_ARGUMENT", "RATIO_TOO_HIGH");
    byte[] sound = Zips.of("zero/a.png", Zips.picture(8), "zero/b.png", Zips.picture(9));
    assertThat(door.load(Zips.half(sound)).outcome()).contains("INVALID_ARGUMENT");
    assertThat(door.load(new byte[1]).outcome()).contains("INVALID_ARGUMENT");
    Http.Answer empty = door.bytes("/imports?format=class_folder", "application/zip", new byte[0]);
    assertThat(empty.code()).isEqualTo("UNREADABLE_BODY");
    assertThat(door.counts()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWrongAndAStaleETag(Topology topology) {
    Door door = Door.of(topology, "bad-etag");
    door.load(Zips.of("zero/tagged.png", Zips.picture(11)));
    String id = door.get("/samples?limit=1").json().get("items").get(0).get("id").asString();
    String label = "/samples/" + id + "/label";
    String before = door.get("/samples/" + id).body();
    SoftAssertions.assertSoftly(softly ->
        List.of("nonsense", "\"no number\"", "\"99999999999999999999\"", "\"987654\"")
            .forEach(tag -> {
              Http.Answer answer = label(door, label, tag);
              softly.assertThat(answer.status()).as(tag).isBetween(400, 499);
              softly.assertThat(answer.code()).as(tag).isIn("STALE_VERSION", "INVALID_ARGUMENT");
            }));
    assertThat(door.json("PUT", label, "{\"class_name\": \"one\"}").code())
        .isEqualTo("PRECONDITION_REQUIRED");
    assertThat(door.get("/samples/" + id).body()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnExpiredAndARevokedToken(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    RunningGyre gyre = RunningGyre.in(topology);
    String tokens = gyre.address() + "/api/v1/tokens";
    String wanted =
        "{\"name\": \"short\", \"project\": \"%s\", \"valid_for\": \"PT1M\"}".formatted(PROJECT);
    Http.Answer brief = Http.send("POST", tokens, gyre.adminToken(), wanted);
    String revoked =
        "{\"name\": \"gone\", \"project\": \"%s\", \"role\": \"VIEWER\"}".formatted(PROJECT);
    Http.Answer made = Http.send("POST", tokens, gyre.adminToken(), revoked);
    String id = made.json().get("id").asString();
    assertThat(Http.send("DELETE", tokens + "/" + id, gyre.adminToken(), null).status())
        .isBetween(200, 299);
    assertUnauthenticated(door, made.json().get("secret").asString());
    assertUnauthenticated(door, brief.json().get("secret").asString());
    assertUnauthenticated(door, "gyre_nonsense");
  }

  @ParameterizedTest
  @EnumSource
  void answersOddAddressesByAProblemDocument(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    SoftAssertions.assertSoftly(softly ->
        List.of(
                "/datasets/a%00b",
                "/datasets/%F0%9F%98%80",
                "/datasets/" + "a".repeat(5000),
                "/datasets/none/versions/99999999999",
                "/datasets?cursor=bm9uc2Vuc2U",
                "/datasets?limit=1e9",
                "/datasets?limit=-1",
                "/samples/no-uuid",
                "/samples?filter=%00",
                "/jobs?state=NONE",
                "/jobs?type=%20")
            .forEach(path ->
                softly
                    .assertThat(door.get(path))
                    .as(path.substring(0, Math.min(path.length(), 60)))
                    .satisfies(answer -> {
                      assertThat(answer.status()).isBetween(400, 499);
                      assertThat(answer.code())
                          .isIn("NOT_FOUND", "INVALID_ARGUMENT", "INVALID_FILTER");
                    })));
  }

  /** A token lives a minute at least, and a service may remember one for ten seconds. */
  private static void assertUnauthenticated(Door door, String token) {
    Awaitility.await("the token's end")
        .atMost(Duration.ofSeconds(90))
        .until(() -> door.sendAs(token, "GET", "/datasets").code().equals("UNAUTHENTICATED"));
  }

  private static Http.Answer label(Door door, String path, String tag) {
    return door.send(
        "PUT",
        path,
        BodyPublishers.ofString("{\"class_name\": \"one\"}"),
        "Content-Type",
        "application/json",
        "If-Match",
        tag);
  }

  private static String recipe(String rate) {
    return """
    {"name": "odd", "spec": {"architecture": "cnn-small", "epochs": 1, "batch_size": 32,
     "learning_rate": %s, "class_weights": false, "threads": 1}}
    """
        .formatted(rate);
  }

  private record Wrong(String path, String body, String code) {}
}
