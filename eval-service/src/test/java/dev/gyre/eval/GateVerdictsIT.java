package dev.gyre.eval;

import static dev.gyre.eval.EvalClient.PROJECT;
import static dev.gyre.eval.EvalClient.VIEWER;
import static dev.gyre.eval.EvalClient.gate;
import static dev.gyre.eval.EvalClient.subject;
import static dev.gyre.eval.EvalClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.GateVerdictGiven;
import dev.gyre.infra.jobs.JobEngine;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Candidates judged by the task contract. */
@EvalServiceTest
class GateVerdictsIT {

  private final EvalClient client;
  private final World world;

  @Autowired
  GateVerdictsIT(@LocalServerPort int port, JobEngine engine, World world) {
    this.client = new EvalClient(port, engine);
    this.world = world;
  }

  /** Each test has a contract of its own number, hence evaluations and verdicts of its own. */
  @BeforeEach
  void freshContract() {
    world.apply(World.contractWithFloor(0.6));
    world.aliases.clear();
  }

  @Test
  void aFirstModelPassesItsFloorsAndBecomesChampion() {
    JsonNode verdict = client.judged(gate(1));
    assertThat(verdict.get("outcome").asString()).as(verdict.toString()).isEqualTo("PASS");
    assertThat(verdict.has("champion")).isFalse();
    assertThat(EvalClient.events(GateVerdictGiven.TYPE, verdict.get("id").asString())).isEqualTo(1);
    assertThat(client.done("/gate-verdicts", gate(1))).isEqualTo(verdict.get("id").asString());
    assertThat(client.promote(verdict, "champion").status()).isEqualTo(200);
    assertThat(client.promote(verdict, "champion").json().get("version").asInt()).isEqualTo(1);
    assertThat(world.aliases).containsEntry("champion", 1);
    assertThat(client.promote(verdict, "latest").code()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void aBetterCandidatePassesAgainstTheChampionAndOnTheProofSlice() {
    world.aliases.put("champion", 1);
    List<World.Member> mode =
        world.split(Split.TEST).filter(m -> m.truth() == 2).limit(20).toList();
    JsonNode verdict =
        client.judged(
            gate(2, client.frozen("frozen " + world.contractNumber(), mode).get("id").asString()));
    assertThat(verdict.get("outcome").asString()).as(verdict.toString()).isEqualTo("PASS");
    assertThat(verdict.get("champion").get("version").asInt()).isEqualTo(1);
    assertThat(verdict.has("comparison")).isTrue();
    assertThat(texts(verdict.get("rules"), "rule")).contains("superiority", "margin", "model_size");
    assertThat(client.promote(verdict, "champion").status()).isEqualTo(200);
  }

  @Test
  void aWorseCandidateFailsAndIsPromotedNowhere() {
    world.aliases.put("champion", 2);
    JsonNode verdict = client.judged(gate(3));
    assertThat(verdict.get("outcome").asString()).isEqualTo("FAIL");
    assertThat(client.promote(verdict, "champion").code()).isEqualTo("WRONG_STATE");
    assertThat(client.promote(verdict, "candidate").code()).isEqualTo("WRONG_STATE");
    assertThat(texts(client.get("/gate-verdicts").get("items"), "id"))
        .contains(verdict.get("id").asString());
  }

  @Test
  void tooLittleEvidenceIsAVerdictThatMakesNoChampion() {
    world.apply(World.contractWithFloor(0.93));
    JsonNode verdict = client.judged(gate(2));
    assertThat(verdict.get("outcome").asString()).as(verdict.toString()).isEqualTo("PASS");
    world.apply(World.contractWithFloor(0.97));
    JsonNode open = client.judged(gate(2));
    assertThat(open.get("outcome").asString()).as(open.toString()).isEqualTo("INSUFFICIENT");
    assertThat(client.promote(open, "champion").code()).isEqualTo("WRONG_STATE");
    assertThat(client.promote(open, "candidate").status()).isEqualTo(200);
    assertThat(world.aliases).containsEntry("candidate", 2);
  }

  @Test
  void aVerdictDoesNotOutliveItsChampionOrItsContract() {
    JsonNode verdict = client.judged(gate(2));
    world.aliases.put("champion", 1);
    assertThat(client.promote(verdict, "champion").code()).isEqualTo("WRONG_STATE");
    world.aliases.clear();
    world.apply(World.contractWithFloor(0.6));
    assertThat(client.promote(verdict, "champion").code()).isEqualTo("WRONG_STATE");
  }

  @Test
  void refusesACandidateThatWasTrainedOnWhatJudgesIt() {
    JsonNode failed =
        client.ended("/gate-verdicts", gate(1).replace("\"main\"", "\"leaky\""), "FAILED");
    assertThat(client.outcome(failed)).contains("TEST_IN_TRAINING", "train-007");
    List<World.Member> trained = world.split(Split.TRAIN).limit(3).toList();
    JsonNode proof =
        client.ended(
            "/gate-verdicts",
            gate(
                1, client.frozen("frozen " + world.contractNumber(), trained).get("id").asString()),
            "FAILED");
    assertThat(client.outcome(proof)).contains("TEST_IN_TRAINING");
    assertThat(client.browser().get(PROJECT + "/gate-verdicts/" + subject(proof), VIEWER).code())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void aSampleWithoutPredictionFailsTheCandidate() {
    JsonNode verdict = client.judged(gate(7));
    assertThat(verdict.get("outcome").asString()).isEqualTo("FAIL");
    assertThat(verdict.get("rules").get(0).get("sentence").asString())
        .startsWith("2 of 90 test samples have no prediction");
  }

  @Test
  void aTestSplitThatHasJudgedTooOftenIsNamedInWords() {
    assertThat(client.judged(gate(1)).get("warnings")).isEmpty();
    JdbcClient.create(EvalServer.DATABASE.admin())
        .sql(
            """
            insert into eval.gate_verdict (id, project_id, identity, candidate_model,
              candidate_version, dataset, dataset_version, contract_number, slices, warnings,
              job_id, state, body, created)
            select gen_random_uuid(), ?, sha256(n::text::bytea), 'old', n, 'main', 1, 1, '[]',
              '[]', gen_random_uuid(), 'GIVEN', '{}', now()
            from generate_series(1, 21) n
            """)
        .param(World.PROJECT.value())
        .update();
    try {
      JsonNode verdict = client.judged(gate(2));
      assertThat(verdict.get("judged_before").asInt()).isGreaterThanOrEqualTo(22);
      assertThat(verdict.get("warnings").get(0).asString()).contains("looks better than it is");
    } finally {
      EvalServer.DATABASE.execute("delete from eval.gate_verdict where candidate_model = 'old'");
    }
  }

  @Test
  void saysBeforehandWhatEachRuleNeedsAndWhatCanNeverPass() {
    world.apply(World.contractWithFloor(0.99));
    JsonNode plan = client.get("/gate-verdicts/plan?dataset=main&version=1");
    assertThat(plan.get("contract_number").asInt()).isEqualTo(world.contractNumber());
    JsonNode overall = plan.get("rules").get(0);
    assertThat(overall.get("n").asInt()).isEqualTo(90);
    assertThat(overall.get("provable").asBoolean()).isFalse();
    assertThat(overall.get("needed").asInt()).isEqualTo(381);
    assertThat(texts(plan.get("rules"), "slice")).contains("digit a", "digit b", "digit c", "left");
    assertThat(client.refused("/gate-verdicts/plan?dataset=x&version=1")).isEqualTo("NOT_FOUND");
    assertThat(client.browser().get(PROJECT + "/gate-verdicts/plan?dataset=main&version=1").code())
        .isEqualTo("UNAUTHENTICATED");
  }
}
