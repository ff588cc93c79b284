package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A dark left half, a bright right half, and something near in a corner of the right. */
class SegmentIT extends ServingIT {

  private static final int HEIGHT = 8;
  private static final int WIDTH = 16;
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String TYPE = "multipart/form-data; boundary=b0undary";

  @Test
  void answersMaskSegmentsAndOverlayInThePicturesSize() {
    String name = segmenter();

    Client.Answer answer = segment(name, moment(), "?overlay=true");

    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("height_px").asInt()).isEqualTo(HEIGHT);
    assertThat(json.get("width_px").asInt()).isEqualTo(WIDTH);
    Image mask = image(json.get("mask"));
    assertThat(mask.at(0, 0, 0)).isZero();
    assertThat(mask.at(0, 15, 0)).isEqualTo(1);
    assertThat(mask.at(7, 15, 0)).isEqualTo(2);
    assertThat(mask.pixels()).hasSize(HEIGHT * WIDTH);
    assertThat(json.get("segments"))
        .extracting(
            segment -> segment.get("class_name").asString(),
            segment -> segment.get("x_px").asInt(),
            segment -> segment.get("y_px").asInt(),
            segment -> segment.get("width_px").asInt(),
            segment -> segment.get("height_px").asInt(),
            segment -> segment.get("area_share").asDouble())
        .containsExactly(
            tuple("dark", 0, 0, 8, 8, 0.5),
            tuple("bright", 8, 0, 8, 8, 0.375),
            tuple("near", 12, 4, 4, 4, 0.125));
    for (JsonNode segment : json.get("segments")) {
      assertThat(segment.get("score").asDouble()).isBetween(1 / 3.0, 1.0);
    }
    Image overlay = image(json.get("overlay"));
    assertThat(overlay.channels()).isEqualTo(3);
    assertThat(overlay.at(0, 0, 0)).isNotEqualTo(overlay.at(7, 15, 0));
    assertThat(segment(name, moment(), "").json().has("overlay")).isFalse();
  }

  @Test
  void anAnswerIsInTheLogWithItsStreamsMaskAndMetadata() throws IOException {
    String name = segmenter();

    JsonNode json =
        segment(
                name,
                moment(),
                "?group=drive-1&sequence=3&metadata="
                    + url("{\"light\":\"night\",\"wet\":true,\"lux\":2.5}"))
            .json();

    String path = ENDPOINTS + "/" + name + "/predictions/" + json.get("log_id").asString();
    JsonNode logged = viewer().get(path).json();
    assertThat(logged.get("status").asString()).isEqualTo("OK");
    assertThat(logged.has("class_name")).isFalse();
    assertThat(logged.get("confidence")).isEqualTo(json.get("confidence"));
    assertThat(logged.get("metadata").get("light").asString()).isEqualTo("night");
    assertThat(logged.get("metadata").get("wet").asBoolean()).isTrue();
    assertThat(logged.get("metadata").get("lux").asDouble()).isEqualTo(2.5);
    assertThat(logged.get("features").get("rgb.mean").asDouble()).isBetween(0.4, 0.6);
    Client.Answer mask = viewer().get(path + "/mask");
    assertThat(mask.header("Content-Type")).isEqualTo("image/png");
    assertThat(((Image) new ImageIoCodec().decode(mask.bytes(), ImageLimits.STANDARD)).pixels())
        .hasSize(4 * 8);
    assertThat(unzipped(viewer().get(path + "/payload").bytes())).isEqualTo(texts(moment()));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 65_535})
  void depthThatIsLeftOutIsNoValue(float invalid) {
    String name = segmenter(invalid);
    Map<String, byte[]> streams = moment();
    streams.remove("depth");

    JsonNode json = segment(name, streams, "").json();

    assertThat(json.get("segments"))
        .extracting(segment -> segment.get("class_name").asString())
        .containsExactly("dark", "bright");
  }

  @ParameterizedTest
  @CsvSource({
    "truncated, TRUNCATED, rgb",
    "eight-bit depth, WRONG_VALUES, depth",
    "no picture, MISSING_STREAM, rgb",
    "no file, UNKNOWN_FORMAT, rgb"
  })
  void badStreamsAreRefusedByNameAndLoggedAllTheSame(String fault, String reason, String stream) {
    String name = segmenter();
    Map<String, byte[]> streams = moment();
    switch (fault) {
      case "truncated" -> streams.put("rgb", Arrays.copyOf(streams.get("rgb"), 50));
      case "eight-bit depth" -> streams.put("depth", picture(9));
      case "no picture" -> streams.remove("rgb");
      default -> streams.put("rgb", "not a picture".getBytes(StandardCharsets.UTF_8));
    }

    Client.Answer answer = segment(name, streams, "");

    assertThat(answer.code()).isEqualTo("UNREADABLE_BODY");
    assertThat(answer.json().get("reason").asString()).isEqualTo(reason);
    assertThat(answer.json().get("detail").asString()).contains(stream);
    String path = ENDPOINTS + "/" + name + "/predictions/" + answer.json().get("log_id").asString();
    assertThat(viewer().get(path).json().get("detail").asString()).startsWith(reason + ": ");
    assertThat(unzipped(viewer().get(path + "/payload").bytes())).isEqualTo(texts(streams));
    assertThat(viewer().get(path + "/mask").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void bodiesThatAreNoFormAreRefusedWithTheReason() {
    String name = segmenter();
    String path = ENDPOINTS + "/" + name + "/segment";
    byte[] form = form(moment());

    assertThat(reason(path, form, "image/png")).isEqualTo("NOT_MULTIPART");
    assertThat(reason(path, form, "multipart/form-data")).isEqualTo("NOT_MULTIPART");
    for (int missing : new int[] {form.length - 40, 100, 30, 10, 5}) {
      assertThat(reason(path, Arrays.copyOf(form, form.length - missing), TYPE))
          .as("without the last %d of %d bytes", missing, form.length)
          .isEqualTo("MALFORMED_MULTIPART");
    }
    assertThat(reason(path, Client.utf8("--b0undary"), TYPE)).isEqualTo("MALFORMED_MULTIPART");
    assertThat(reason(path, form(Map.of("lidar", picture(1))), TYPE)).isEqualTo("UNKNOWN_STREAM");
    byte[] twice = Client.join(part("rgb", picture(1)), form(moment()));
    assertThat(reason(path, twice, TYPE)).isEqualTo("STREAM_TWICE");
    byte[] nameless =
        Client.utf8("--b0undary\r\nContent-Type: image/png\r\n\r\nx\r\n--b0undary--\r\n");
    assertThat(reason(path, nameless, TYPE)).isEqualTo("UNKNOWN_STREAM");
    byte[] headers =
        Client.utf8("--b0undary\r\nX: " + "x".repeat(9000) + "\r\n\r\nx\r\n--b0undary--\r\n");
    assertThat(reason(path, headers, TYPE)).isEqualTo("MALFORMED_MULTIPART");
    Client.Answer large = send(path, form(Map.of("rgb", new byte[(16 << 20) + 1])), TYPE);
    assertThat(large.code()).isEqualTo("TOO_LARGE");
  }

  @Test
  void aRepeatedClientKeyIsAnsweredAsTheFirstTime() {
    String name = segmenter();
    JsonNode first = segment(name, moment(), "?client_key=a").json();

    assertThat(segment(name, moment(), "?client_key=a").json()).isEqualTo(first);
    Map<String, byte[]> other = moment();
    other.remove("depth");
    assertThat(segment(name, other, "?client_key=a").code()).isEqualTo("ALREADY_EXISTS");
  }

  @Test
  void eachKindOfEndpointNamesItsOwnDoor() {
    String segmenter = segmenter();
    String classifier = serve("DURABLE");

    Client.Answer picture = predict(segmenter, picture(10), "");
    assertThat(picture.code()).isEqualTo("WRONG_STATE");
    assertThat(picture.json().get("detail").asString()).contains("/segment");
    Client.Answer streams = segment(classifier, moment(), "");
    assertThat(streams.code()).isEqualTo("WRONG_STATE");
    assertThat(streams.json().get("detail").asString()).contains("/predict");
  }

  @ParameterizedTest
  @CsvSource({"[]", "{", "'{\"a\":null}'", "'{\"a\":{\"b\":1}}'", "'{\"\":1}'"})
  void metadataMustBeAnObjectOfPlainValues(String metadata) {
    String name = segmenter();

    Client.Answer answer = segment(name, moment(), "?metadata=" + url(metadata));

    assertThat(answer.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.json().get("detail").asString()).contains("metadata");
  }

  @Test
  void depthMustBeThereIfTheModelKnowsNoValueForNone() {
    String name = segmenter(null);
    Map<String, byte[]> streams = moment();
    assertThat(segment(name, streams, "").status()).isEqualTo(200);
    streams.remove("depth");

    assertThat(segment(name, streams, "").json().get("reason").asString())
        .isEqualTo("MISSING_STREAM");
  }

  private String segmenter() {
    return segmenter(0f);
  }

  private String segmenter(@Nullable Float invalid) {
    String name = "segmenter" + NAMES.incrementAndGet();
    models.register(name, 1, TinySegmenter.file(invalid));
    models.point(name, "champion", 1);
    create(name, "DURABLE", 8);
    awaitDeployment(name, "READY", 1);
    return name;
  }

  private Client.Answer segment(String name, Map<String, byte[]> streams, String query) {
    return send(ENDPOINTS + "/" + name + "/segment" + query, form(streams), TYPE);
  }

  private Client.Answer send(String path, byte[] body, String type) {
    return labeller().send("POST", path, body, "Content-Type", type);
  }

  private String reason(String path, byte[] body, String type) {
    return send(path, body, type).json().path("reason").asString("");
  }

  private static Map<String, byte[]> moment() {
    byte[] pixels = new byte[HEIGHT * WIDTH * 3];
    short[] depth = new short[HEIGHT * WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int place = y * WIDTH + x;
        Arrays.fill(pixels, 3 * place, 3 * place + 3, (byte) (x < 8 ? 10 : 240));
        depth[place] = (short) (x >= 12 && y >= 4 ? 500 : 40_000);
      }
    }
    Map<String, byte[]> streams = new LinkedHashMap<>();
    streams.put("depth", new PngCodec().encode(NdArray.uint16(depth, HEIGHT, WIDTH)));
    streams.put("rgb", new ImageIoCodec().encodePng(new Image(HEIGHT, WIDTH, 3, pixels)));
    return streams;
  }

  private static byte[] form(Map<String, byte[]> streams) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    streams.forEach((name, file) -> body.writeBytes(part(name, file)));
    body.writeBytes(Client.utf8("--b0undary--\r\n"));
    return body.toByteArray();
  }

  private static byte[] part(String name, byte[] file) {
    String head =
        "--b0undary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s.png\"\r\nContent-Type: image/png\r\n\r\n"
            .formatted(name, name);
    return Client.join(Client.join(Client.utf8(head), file), Client.utf8("\r\n"));
  }

  private static Map<String, String> texts(Map<String, byte[]> files) {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, file) -> texts.put(name, Base64.getEncoder().encodeToString(file)));
    return texts;
  }

  private static Map<String, String> unzipped(byte[] file) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts(entries);
  }

  private static Image image(JsonNode base64) {
    return (Image)
        new ImageIoCodec()
            .decode(Base64.getDecoder().decode(base64.asString()), ImageLimits.STANDARD);
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
