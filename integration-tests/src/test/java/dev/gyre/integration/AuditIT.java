package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Who changed what, or tried to: the same in both topologies. */
class AuditIT {

  private static final String PROJECT = "audited";

  @ParameterizedTest
  @EnumSource
  void tellsWhoChangedWhatAndWhoWasRefused(Topology topology) {
    Door door = Door.of(topology, PROJECT);
    RunningGyre gyre = RunningGyre.in(topology);
    String viewer = viewer(gyre);
    assertThat(door.json("POST", "/datasets", "{\"name\": \"seen\"}").status()).isEqualTo(201);
    assertThat(door.json("POST", "/datasets?secret=no", "{\"name\": \"seen\"}").code())
        .isEqualTo("ALREADY_EXISTS");
    assertThat(door.sendAs(viewer, "POST", "/datasets").code()).isEqualTo("PERMISSION_DENIED");
    assertThat(door.sendAs("gyre_unknown", "POST", "/datasets").code())
        .isEqualTo("UNAUTHENTICATED");
    door.get("/datasets");

    String path = "/api/v1/projects/" + PROJECT + "/datasets";
    assertThat(calls(door.get("/audit?limit=3").json()))
        .containsExactly(
            tuple("datasets_create", path, "PERMISSION_DENIED"),
            tuple("datasets_create", path, "ALREADY_EXISTS"),
            tuple("datasets_create", path, "DONE"));
    Http.Answer all =
        Http.send(
            "GET", gyre.address() + "/api/v1/audit?project=" + PROJECT, gyre.adminToken(), null);
    assertThat(calls(all.json())).contains(tuple("datasets_create", path, "DONE"));
    assertThat(all.body()).doesNotContain(viewer, gyre.adminToken(), "secret", "seen");
    assertThat(all.json().get("items").get(0).get("principal").asString()).isNotBlank();
    assertThat(door.sendAs(viewer, "GET", "/audit").code()).isEqualTo("PERMISSION_DENIED");
  }

  private static List<Tuple> calls(JsonNode page) {
    List<Tuple> calls = new ArrayList<>();
    for (JsonNode entry : page.get("items")) {
      calls.add(
          tuple(
              entry.get("operation").asString(),
              entry.get("path").asString(),
              entry.path("outcome").asString("")));
    }
    return calls;
  }

  private static String viewer(RunningGyre gyre) {
    String wanted =
        "{\"name\": \"v\", \"project\": \"%s\", \"role\": \"VIEWER\"}".formatted(PROJECT);
    return Http.send("POST", gyre.address() + "/api/v1/tokens", gyre.adminToken(), wanted)
        .json()
        .get("secret")
        .asString();
  }
}
