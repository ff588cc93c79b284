package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OipIT extends ServingIT {

  private static final String V2 = "/oip/loop/v2";
  private static final String TWO_ROWS =
      """
      {"id": "43", "inputs": [{"name": "image", "shape": [2, 1, 2, 1], "datatype": "UINT8",
        "data": [[[[0], [0]]], [[[255], [255]]]]}]}
      """;

  @Test
  void saysWhetherItLivesToAnyone() {
    Client anyone = Client.of(port, "");
    assertThat(anyone.get(V2 + "/health/live").json().get("live").asBoolean()).isTrue();
    assertThat(anyone.get(V2 + "/health/ready").status()).isEqualTo(200);
  }

  @Test
  void describesServerAndModels() {
    String name = serve("COUNTED");
    assertThat(viewer().get(V2).json().get("extensions").get(0).asString())
        .isEqualTo("binary_tensor_data");
    JsonNode model = viewer().get(V2 + "/models/" + name).json();
    assertThat(model.get("versions").get(0).asString()).isEqualTo("1");
    assertThat(model.get("inputs").toString())
        .isEqualTo("[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[-1,-1,-1,1]}]");
    assertThat(viewer().get(V2 + "/models/" + name + "/versions/1").status()).isEqualTo(200);
    assertThat(viewer().get(V2 + "/models/" + name + "/ready").json().get("ready").asBoolean())
        .isTrue();
    assertThat(viewer().send("POST", V2 + "/repository/index", new byte[0]).json().toString())
        .contains("{\"name\":\"%s\",\"state\":\"READY\"}".formatted(name));
    assertThat(viewer().get(V2 + "/models").json().get("models").toString()).contains(name);
  }

  @Test
  void infersFromJsonAndLogsEachRow() {
    String name = serve("DURABLE");
    // No media type: real clients send none.
    Client.Answer answer = infer(name, Client.utf8(TWO_ROWS));
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("id").asString()).isEqualTo("43");
    assertThat(json.get("model_name").asString()).isEqualTo(name);
    assertThat(json.get("model_version").asString()).isEqualTo("1");
    JsonNode probabilities = json.get("outputs").get(0);
    assertThat(probabilities.get("name").asString()).isEqualTo("probabilities");
    assertThat(probabilities.get("datatype").asString()).isEqualTo("FP32");
    assertThat(probabilities.get("shape").toString()).isEqualTo("[2,3]");
    assertThat(probabilities.get("data")).hasSize(6);
    JsonNode classes = json.get("outputs").get(1);
    assertThat(classes.toString())
        .isEqualTo(
            "{\"name\":\"class_index\",\"datatype\":\"INT64\",\"shape\":[2],\"data\":[0,1]}");
    assertThat(answer.header("Inference-Header-Content-Length")).isEmpty();

    String[] ids = json.get("parameters").get("log_ids").asString().split(",", -1);
    assertThat(ids).hasSize(2);
    String path = ENDPOINTS + "/" + name + "/predictions/" + ids[1];
    assertThat(viewer().get(path).json().get("class_name").asString()).isEqualTo("bright");
    assertThat(viewer().get(path + "/payload").bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void infersFromBinaryTensorsAndAnswersInBinary() {
    String name = serve("COUNTED");
    byte[] json =
        Client.utf8(
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,2,2,1],\"datatype\":\"UINT8\",\"parameters\":{\"binary_data_size\":4}}],\"parameters\":{\"binary_data_output\":true}}");
    Client.Answer answer =
        infer(
            name,
            Client.join(json, new byte[] {-1, -1, -1, -1}),
            "Inference-Header-Content-Length",
            Integer.toString(json.length));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    int length = Integer.parseInt(answer.header("Inference-Header-Content-Length"));
    JsonNode header = answer.json(length);
    assertThat(header.get("outputs").get(0).get("parameters").get("binary_data_size").asInt())
        .isEqualTo(12);
    ByteBuffer tensors =
        ByteBuffer.wrap(answer.bytes()).order(ByteOrder.LITTLE_ENDIAN).position(length);
    assertThat(tensors.remaining()).isEqualTo(12 + 8);
    assertThat(tensors.getFloat() + tensors.getFloat() + tensors.getFloat())
        .isBetween(.999f, 1.001f);
    assertThat(tensors.getLong()).isEqualTo(1);
  }

  @Test
  void takesCompressedRequestsAndChosenOutputs() throws IOException {
    String name = serve("COUNTED");
    String request =
        TWO_ROWS.strip().replaceFirst("}$", ", \"outputs\": [{\"name\": \"class_index\"}]}");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(Client.utf8(request));
    }
    Client.Answer answer = infer(name, zipped.toByteArray(), "Content-Encoding", "gzip");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    assertThat(answer.json().get("outputs")).hasSize(1);
    assertThat(infer(name, Client.utf8(request), "Content-Encoding", "gzip").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | must be a JSON object",
        "{ | not JSON",
        "{} | one tensor with the name 'image'",
        "{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"UINT8\", \"data\": [1]}]} | the input 'image'",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,1,1,1], \"datatype\": \"FP32\", \"data\": [1]}]} | must be UINT8",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,2,2,1], \"datatype\": \"UINT8\", \"data\": [1]}]} | Expected 4, got 1",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,1,1,1], \"datatype\": \"UINT8\", \"data\": [256]}]} | from 0 to 255",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,1,1,1], \"datatype\": \"UINT8\", \"data\": [0.5]}]} | whole numbers",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,1,1,3], \"datatype\": \"UINT8\", \"data\": [1,2,3]}]} | height, width, 1",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [99999999,99999999,9999999,9999999], \"datatype\": \"UINT8\", \"data\": []}]} | got 0",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [0,1,1,1], \"datatype\": \"UINT8\", \"data\": []}]} | must be UINT8 of",
        "{\"inputs\": [{\"name\": \"image\", \"shape\": [1,1,1,1], \"datatype\": \"UINT8\", \"data\": [1]}], \"outputs\": [{\"name\": \"x\"}]} | one of"
      })
  void refusesBadRequestsInTheProtocolsWords(String body, String message) {
    String name = serveOnce();
    Client.Answer answer = infer(name, Client.utf8(body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("error").asString()).contains(message);
  }

  @Test
  void errorsHaveTheProtocolsFormAndStatus() {
    String name = serve("COUNTED");
    assertThat(infer("none", Client.utf8(TWO_ROWS)).status()).isEqualTo(404);
    Client.Answer otherVersion =
        labeller()
            .send("POST", V2 + "/models/" + name + "/versions/7/infer", Client.utf8(TWO_ROWS));
    assertThat(otherVersion.status()).isEqualTo(404);
    assertThat(otherVersion.json().get("error").asString()).contains("version");
    assertThat(Client.of(port, "").get(V2 + "/models/" + name).json().get("error").asString())
        .contains("No token");
    assertThat(viewer().send("POST", V2 + "/models/" + name + "/infer", new byte[] {1}).status())
        .isEqualTo(403);
    assertThat(viewer().get(V2 + "/shm").json().has("error")).isTrue();
    create("not-ready", "DURABLE", 1);
    assertThat(viewer().get(V2 + "/models/not-ready/ready").status()).isEqualTo(503);
    Client.Answer unready = infer("not-ready", Client.utf8(TWO_ROWS));
    assertThat(unready.status()).isEqualTo(503);
    assertThat(unready.json().has("error")).isTrue();
    assertThat(infer(name, Client.utf8("{}"), "Inference-Header-Content-Length", "99").status())
        .isEqualTo(400);
  }

  private String serveOnce() {
    if (viewer().get(ENDPOINTS + "/oip-bad").status() != 200) {
      models.register("oip-bad", 1, new TinyModel(-1).file());
      models.point("oip-bad", "champion", 1);
      create("oip-bad", "COUNTED", 8);
      awaitDeployment("oip-bad", "READY", 1);
    }
    return "oip-bad";
  }

  private Client.Answer infer(String name, byte[] body, String... headers) {
    return labeller().send("POST", V2 + "/models/" + name + "/infer", body, headers);
  }
}
