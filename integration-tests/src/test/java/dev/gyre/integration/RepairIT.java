package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageNoun;
import dev.gyre.api.lineage.LineageRelation;
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
  void leadsFromTheFixToTheIncidentThatMadeItsData(Topology topology) {
    Loop loop = Loop.in(topology, PROJECT);
    Repair repair = Repair.of(loop);
    assertThat(repair.closed().state()).isEqualTo(IncidentState.RESOLVED);
    LineageNode incident = LineageNode.of(LineageNoun.INCIDENT, repair.id());
    LineageNode harvest = LineageNode.of(LineageNoun.HARVEST, repair.harvested().id());
    LineageNode fix = LineageNode.of(LineageNoun.FIX, repair.id() + "/1");
    LineageNode data = LineageNode.of(repair.labelled().ref());
    LineageNode failing = LineageNode.of(loop.evaluation().model());
    assertThat(Lineages.upstream(loop, fix).edges())
        .contains(
            new LineageEdge(fix, LineageRelation.PROPOSES, LineageNode.of(repair.retrained())),
            new LineageEdge(fix, LineageRelation.PROPOSED_FOR, incident),
            new LineageEdge(fix, LineageRelation.FIXES, incident),
            new LineageEdge(fix, LineageRelation.JUDGED_BY, harvest),
            new LineageEdge(data, LineageRelation.BUILT_FROM, harvest),
            new LineageEdge(harvest, LineageRelation.HARVESTED_FOR, incident),
            new LineageEdge(incident, LineageRelation.FOUND_IN, failing));
    LineageNode verdict = LineageNode.of(LineageNoun.GATE_VERDICT, repair.promoted().id());
    LineageNode slice =
        LineageNode.of(LineageNoun.SLICE, String.valueOf(repair.harvested().proofSlice()));
    assertThat(Lineages.upstream(loop, verdict).edges())
        .contains(
            new LineageEdge(verdict, LineageRelation.EVALUATED_ON, slice),
            new LineageEdge(slice, LineageRelation.FROZEN_FROM, harvest));
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
