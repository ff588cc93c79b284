package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From failures in use to the proof that they are gone, in both topologies. */
class RepairIT {

  private static final String PROJECT = ContractExamplesIT.PROJECT;

  @ParameterizedTest
  @EnumSource
  void opensAnIncidentByItsEvidence(Topology topology) {
    Repair repair = Repair.of(Loop.in(topology, PROJECT));
    assertThat(repair.fed().accepted()).isEqualTo(Repair.NEGATIVES);
    assertThat(repair.fed().rejects()).isEmpty();
    Incident opened = repair.opened();
    assertThat(opened.endpoint()).isEqualTo(Repair.ENDPOINT);
    assertThat(opened.classes()).containsExactly("zero");
    assertThat(opened.evidence()).isGreaterThanOrEqualTo(opened.evidenceNeeded());
  }

  @ParameterizedTest
  @EnumSource
  void dividesTheHarvestBeforeAnyoneTrainsOnIt(Topology topology) {
    Repair repair = Repair.of(Loop.in(topology, PROJECT));
    List<HarvestItem> items = repair.harvested().items();
    assertThat(items).hasSize(Repair.NEGATIVES);
    assertThat(repair.harvested().withoutPayload()).isZero();
    int proof = (int) items.stream().filter(item -> item.part() == HarvestPart.PROOF).count();
    assertThat(proof).isBetween(10, 40);
    assertThat(repair.labelled().samplesBySplit())
        .containsEntry(Split.TRAIN, 150 + Repair.NEGATIVES - proof)
        .containsEntry(Split.TEST, 120 + proof);
  }

  @ParameterizedTest
  @EnumSource
  void closesOnceTheWholeChainHolds(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    Repair repair = Repair.of(loop);
    assertThat(repair.verified().state()).isEqualTo(IncidentState.VERIFYING);
    assertThat(repair.promoted().outcome()).isEqualTo(GateOutcome.PASS);
    assertThat(repair.closed().state()).isEqualTo(IncidentState.RESOLVED);
    Proof proof = loop.api(IncidentsApi.class).proof(loop.project(), repair.id());
    assertThat(proof.complete()).isTrue();
    assertThat(proof.links()).extracting(ProofLink::link).containsExactlyElementsOf(Proof.LINKS);
    assertThat(proof.links()).allSatisfy(link -> assertThat(link.state().holds()).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void namesTheMissingLinkOfAnIncidentWithoutAFix(Topology topology) {
    PlatformException refused = Repair.of(Loop.in(topology, PROJECT)).refused();
    assertThat(refused.code()).isEqualTo(ErrorCode.PROOF_INCOMPLETE);
    assertThat(refused.args()).containsKeys("link", "sentence");
  }

  @Test
  void countsTheSameInBothTopologies() {
    Incident one = Repair.of(Loop.in(Topology.ALL_IN_ONE, PROJECT)).opened();
    Incident many = Repair.of(Loop.in(Topology.DISTRIBUTED, PROJECT)).opened();
    assertThat(many.classes()).isEqualTo(one.classes());
    assertThat(many.acceptedError()).isEqualTo(one.acceptedError());
    assertThat(many.evidenceNeeded()).isEqualTo(one.evidenceNeeded());
    assertThat(List.of(one, many).stream().map(Incident::modelVersion).collect(Collectors.toSet()))
        .containsExactly(1);
  }
}
