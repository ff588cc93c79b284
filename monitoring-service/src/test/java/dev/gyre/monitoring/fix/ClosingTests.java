package dev.gyre.monitoring.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestPart;
import dev.gyre.api.monitoring.HarvestShare;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.project.Role;
import dev.gyre.api.training.Alias;
import dev.gyre.infra.postgres.EventDelivery;
import dev.gyre.monitoring.MonitoringFixture;
import dev.gyre.monitoring.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** One incident of class 8, from its harvest to its end, with a candidate that is better. */
class ClosingTests extends MonitoringFixture {

  private static final DatasetRef DATASET = new DatasetRef("digits", 2);
  private static final NewFix FIX =
      new NewFix(new ModelRef("digits", 2), DATASET, Remedy.RETRAIN, List.of());

  @Autowired
  @Qualifier("monitoringDelivery")
  private EventDelivery delivery;

  @Test
  void closesWithTheWholeChainAndReopensWhenTheModeReturns() {
    World world = world();
    IncidentId id = harvested(world);
    repaired(world, id);
    assertThat(engineer(() -> incidents.fix(world.slug, id, FIX)).state())
        .isEqualTo(IncidentState.FIXING);
    assertLink(ErrorCode.PROOF_INCOMPLETE, "evaluation", () -> close(world, id));
    assertThat(ended(engineer(() -> incidents.verify(world.slug, id, null))).state())
        .isEqualTo(JobState.SUCCEEDED);
    assertLink(ErrorCode.PROOF_INCOMPLETE, "promotion", () -> close(world, id));
    promoted(world);
    assertLink(ErrorCode.PROOF_INCOMPLETE, "deployment", () -> close(world, id));
    deployed(world);
    assertLink(ErrorCode.PROOF_INCOMPLETE, "recurrence", () -> close(world, id));
    live(world, 2, "8", 60, 2);
    tick.run();

    Incident closed = close(world, id);
    assertThat(closed.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(close(world, id)).isEqualTo(closed);
    Proof proof = as(Role.VIEWER, () -> incidents.proof(world.slug, id));
    assertThat(proof.complete()).isTrue();
    assertThat(proof.links()).extracting(ProofLink::state).containsOnly(LinkState.GREEN);
    assertThat(proof.links()).extracting(ProofLink::recorded).doesNotContainNull();

    live(world, 2, "8", 1, 1);
    tick.run();
    assertThat(only(world).state()).isEqualTo(IncidentState.RESOLVED);
    live(world, 2, "8", 40, 30);
    tick.run();
    assertThat(only(world).state()).isEqualTo(IncidentState.REGRESSED);
    assertThat(only(world).modelVersion()).isEqualTo(2);
    assertThat(only(world).candidate()).isNull();
    assertCode(ErrorCode.PROOF_INCOMPLETE, () -> close(world, id));
  }

  @Test
  void aVerificationWaitsForAnEvalThatDoesNotAnswer() {
    World world = world();
    IncidentId id = harvested(world);
    repaired(world, id);
    engineer(() -> incidents.fix(world.slug, id, FIX));
    world.away.set(5);
    Job verified = ended(engineer(() -> incidents.verify(world.slug, id, null)));
    assertThat(verified.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(verified.attempt()).isEqualTo(1);
    assertThat(world.away.get()).isZero();
  }

  @Test
  void feedbackThatStopsClosesNothing() {
    World world = world();
    IncidentId id = verified(world);
    for (int i = 0; i < 200; i++) {
      world.predict(2, "8");
    }
    tick.run();
    assertLink(ErrorCode.PROOF_INCOMPLETE, "recurrence", () -> close(world, id));
    assertThat(only(world).state()).isEqualTo(IncidentState.VERIFYING);
  }

  @Test
  void aProofSampleInTrainHasTheCloseRefusedByItsName() {
    World world = world();
    IncidentId id = verified(world);
    live(world, 2, "8", 60, 0);
    tick.run();
    HarvestItem held = proofSlice(harvest(world, id)).getFirst();
    DatasetEntry test = entry(held, Split.TEST);
    world.dataset("digits/2").remove(test);
    world.dataset("digits/2").add(entry(held, Split.TRAIN));
    assertThatThrownBy(() -> close(world, id))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TEST_IN_TRAINING);
              assertThat(e.detail()).contains(held.sampleKey(), "TRAIN of digits/2");
            });
    assertThat(only(world).state()).isEqualTo(IncidentState.VERIFYING);
    assertThat(link(world, id, "held_out").state()).isEqualTo(LinkState.RED);
  }

  @Test
  void theSamePictureUnderAnotherKeyInTrainIsFoundToo() {
    World world = world();
    IncidentId id = verified(world);
    HarvestItem held = proofSlice(harvest(world, id)).getFirst();
    Digest content = Objects.requireNonNull(world.samples.get(held.sampleKey())).digest();
    world
        .dataset("digits/2")
        .add(
            new DatasetEntry(
                SampleId.next(), "copy", Split.VALIDATION, "8", null, content, "image/png"));
    assertThatThrownBy(() -> close(world, id))
        .hasMessageContaining(held.sampleKey() + " as copy in VALIDATION of digits/2");
  }

  @Test
  void aProofSampleWithoutLabelLeavesTheProofIncomplete() {
    World world = world();
    IncidentId id = verified(world);
    HarvestItem held = proofSlice(harvest(world, id)).getFirst();
    world.dataset("digits/2").remove(entry(held, Split.TEST));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "annotations", () -> close(world, id));
  }

  /** Else it would be a way to a proof to leave unlabelled what fails. */
  @Test
  void proofSamplesWithoutLabelLeaveTheProofIncompleteWhateverTheDatasetHolds() {
    World world = world();
    IncidentId id = harvested(world);
    int frozen = proofSlice(harvest(world, id)).size();
    ProofLink before = link(world, id, "proof_slice");
    assertThat(before.state()).isEqualTo(LinkState.MISSING);
    assertThat(before.sentence()).contains(frozen + " samples are frozen", "0 are labelled");
    repaired(world, id);
    HarvestItem failing =
        proofSlice(harvest(world, id)).stream()
            .filter(item -> item.share() == HarvestShare.FAILING)
            .findFirst()
            .orElseThrow();
    Sample unlabelled = Objects.requireNonNull(world.samples.remove(failing.sampleKey()));
    world.samples.put(failing.sampleKey(), unlabelled(unlabelled));
    engineer(() -> incidents.fix(world.slug, id, FIX));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "proof_slice", () -> close(world, id));
    assertThat(link(world, id, "proof_slice").sentence())
        .contains(
            "%d are labelled, %d of them as 8; 1 wait for a label"
                .formatted(frozen - 1, frozen - 1));
    assertCode(ErrorCode.WRONG_STATE, () -> skip(world, id, failing));
    world.label(failing.sampleKey(), "3");
    assertLink(ErrorCode.PROOF_INCOMPLETE, "evaluation", () -> close(world, id));
    assertThat(link(world, id, "proof_slice").state()).isEqualTo(LinkState.GREEN);
    assertThat(link(world, id, "proof_slice").sentence())
        .contains("%d are labelled, %d of them as 8.".formatted(frozen, frozen - 1));
  }

  private static Sample unlabelled(Sample sample) {
    return new Sample(
        sample.id(),
        sample.key(),
        null,
        null,
        null,
        Map.of(),
        List.of(),
        sample.digest(),
        1,
        ScopeState.UNLABELLED,
        null,
        List.of(),
        sample.created());
  }

  @Test
  void aPersonMayLeaveASampleOutOfTheProofBeforeThereIsACandidate() {
    World world = world();
    IncidentId id = harvested(world);
    HarvestItem held = proofSlice(harvest(world, id)).getFirst();
    HarvestItem trained =
        harvest(world, id).items().stream().filter(each -> !each.proofSlice()).findFirst().get();
    assertCode(ErrorCode.NOT_FOUND, () -> skip(world, id, trained));
    assertCode(
        ErrorCode.PERMISSION_DENIED,
        () ->
            as(
                Role.LABELLER,
                () -> incidents.skip(world.slug, id, held.logId(), new Decision("torn"))));
    assertThat(skip(world, id, held).skippedBecause()).isEqualTo("the picture is torn");
    repaired(world, id);
    Sample labelled = Objects.requireNonNull(world.samples.remove(held.sampleKey()));
    world.samples.put(held.sampleKey(), unlabelled(labelled));
    world.dataset("digits/2").remove(entry(held, Split.TEST));
    world.flips.removeIf(flip -> flip.sample().equals(held.sample()));
    engineer(() -> incidents.fix(world.slug, id, FIX));
    ended(engineer(() -> incidents.verify(world.slug, id, null)));
    assertThat(link(world, id, "proof_slice").state()).isEqualTo(LinkState.ATTESTED);
    assertThat(link(world, id, "proof_slice").sentence())
        .contains("1 are left out (ENGINEER: the picture is torn)");
    assertThat(link(world, id, "annotations").state()).isEqualTo(LinkState.GREEN);
    promoted(world);
    deployed(world);
    live(world, 2, "8", 60, 2);
    tick.run();
    assertThat(close(world, id).state()).isEqualTo(IncidentState.RESOLVED);
  }

  private HarvestItem skip(World world, IncidentId id, HarvestItem item) {
    return engineer(
        () -> incidents.skip(world.slug, id, item.logId(), new Decision("the picture is torn")));
  }

  /** The slice was frozen before anyone knew; what turns out to be another class judges nothing. */
  @Test
  void onlyProofSamplesThatAreLabelledAsTheModeAreJudged() {
    World world = world();
    IncidentId id = harvested(world);
    repaired(world, id);
    List<HarvestItem> failing =
        proofSlice(harvest(world, id)).stream()
            .filter(item -> item.share() == HarvestShare.FAILING)
            .toList();
    failing
        .subList(6, failing.size())
        .forEach(item ->
            world.flips.replaceAll(flip ->
                flip.sample().equals(item.sample())
                    ? new Flip(flip.sample(), flip.key(), FlipKind.FIXED, "5", "3", "5")
                    : flip));
    engineer(() -> incidents.fix(world.slug, id, FIX));
    ended(engineer(() -> incidents.verify(world.slug, id, null)));
    ProofLink superiority = link(world, id, "superiority");
    assertThat(superiority.state()).isEqualTo(LinkState.MISSING);
    assertThat(superiority.sentence()).contains("6 fixed and 0 broken", "fewer than 7");
  }

  @Test
  void aCandidateThatIsNotBetterOnTheProofPartClosesNothing() {
    World world = world();
    IncidentId id = harvested(world);
    repaired(world, id);
    world.flips.replaceAll(flip ->
        "8".equals(flip.className()) && flip.kind() == FlipKind.BOTH_RIGHT
            ? new Flip(flip.sample(), flip.key(), FlipKind.BROKEN, "8", "8", "3")
            : flip);
    engineer(() -> incidents.fix(world.slug, id, FIX));
    ended(engineer(() -> incidents.verify(world.slug, id, null)));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "superiority", () -> close(world, id));
    assertThat(link(world, id, "superiority").state()).isEqualTo(LinkState.RED);
  }

  @Test
  void saysWhatTheGateHasSaidOfACandidateThatIsNotInUse() {
    World world = world();
    IncidentId id = harvested(world);
    repaired(world, id);
    engineer(() -> incidents.fix(world.slug, id, FIX));
    ended(engineer(() -> incidents.verify(world.slug, id, null)));
    assertThat(link(world, id, "promotion").sentence())
        .isEqualTo("No gate has judged digits/2 yet: ask for a verdict, then promote by it.");
    world.verdicts.add(verdict(GateOutcome.INSUFFICIENT));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "promotion", () -> close(world, id));
    assertThat(link(world, id, "promotion").sentence())
        .contains("is INSUFFICIENT, so 'champion' stays where it is: too few of class 1.");
    assertThat(link(world, id, "promotion").state()).isEqualTo(LinkState.MISSING);
    world.verdicts.addFirst(verdict(GateOutcome.FAIL));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "promotion", () -> close(world, id));
    assertThat(link(world, id, "promotion").state()).isEqualTo(LinkState.RED);
    world.verdicts.addFirst(verdict(GateOutcome.PASS));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "promotion", () -> close(world, id));
    assertThat(link(world, id, "promotion").sentence()).contains("is PASS", "promote");
  }

  private static GateVerdict verdict(GateOutcome outcome) {
    GateRule rule =
        new GateRule(
            "margin", "class 1", null, outcome, 0, null, -0.15, 8, 53, "too few of class 1");
    return new GateVerdict(
        GateVerdictId.next(),
        outcome,
        FIX.candidate(),
        null,
        DATASET,
        1,
        EvaluationId.next(),
        null,
        null,
        List.of(),
        List.of(rule),
        0,
        List.of(),
        Instant.now());
  }

  @Test
  void refusesAFixBeforeTheHarvestAndTheFailingVersionAsItsOwnCandidate() {
    World world = world();
    live(world, 1, "8", 60, 36);
    tick.run();
    IncidentId id = only(world).id();
    assertCode(ErrorCode.WRONG_STATE, () -> engineer(() -> incidents.fix(world.slug, id, FIX)));
    NewFix same = new NewFix(new ModelRef("digits", 1), DATASET, Remedy.RETRAIN, List.of());
    assertCode(
        ErrorCode.INVALID_ARGUMENT, () -> engineer(() -> incidents.fix(world.slug, id, same)));
    assertCode(ErrorCode.WRONG_STATE, () -> engineer(() -> incidents.verify(world.slug, id, null)));
    assertLink(ErrorCode.PROOF_INCOMPLETE, "failure_events", () -> close(world, id));
    assertCode(
        ErrorCode.PERMISSION_DENIED,
        () -> as(Role.LABELLER, () -> incidents.close(world.slug, id)));
  }

  private IncidentId harvested(World world) {
    live(world, 1, "8", 60, 36);
    tick.run();
    IncidentId id = only(world).id();
    ended(engineer(() -> incidents.harvest(world.slug, id, null)));
    return id;
  }

  /** Labelled, trained, evaluated: data holds the proof part in test, the rest in train. */
  private void repaired(World world, IncidentId id) {
    List<DatasetEntry> entries = new ArrayList<>();
    for (HarvestItem item : harvest(world, id).items()) {
      boolean held = item.part() == HarvestPart.PROOF;
      entries.add(entry(item, held ? Split.TEST : Split.TRAIN));
      world.label(item.sampleKey(), "8");
      if (held) {
        boolean failed = item.share() == HarvestShare.FAILING;
        world.flips.add(flip(sample(item), "8", failed ? FlipKind.FIXED : FlipKind.BOTH_RIGHT));
      }
    }
    for (String name : World.CLASSES) {
      for (int i = 0; i < 60; i++) {
        SampleId sample = SampleId.next();
        String key = "test/%s/%d".formatted(name, i);
        entries.add(
            new DatasetEntry(
                sample,
                key,
                Split.TEST,
                name,
                null,
                Digest.of(key.getBytes(StandardCharsets.UTF_8)),
                "image/png"));
        world.flips.add(flip(sample, name, FlipKind.BOTH_RIGHT));
      }
    }
    world.datasets.put("digits/2", entries);
  }

  private static Flip flip(SampleId sample, String truth, FlipKind kind) {
    return new Flip(
        sample, sample.toString(), kind, truth, kind == FlipKind.FIXED ? "3" : truth, truth);
  }

  private IncidentId verified(World world) {
    IncidentId id = harvested(world);
    repaired(world, id);
    engineer(() -> incidents.fix(world.slug, id, FIX));
    ended(engineer(() -> incidents.verify(world.slug, id, null)));
    promoted(world);
    deployed(world);
    return id;
  }

  private static void promoted(World world) {
    world.moves.add(new Alias("champion", 2, Instant.now(), "service:eval", "", new UUID(0, 7)));
  }

  private void deployed(World world) {
    DATABASE.execute(
        """
        insert into platform.event (owner_role, project_id, type, subject, payload)
        values ('gyre_serving', '%s', 'dev.gyre.deployment.ready.v1', 'endpoint/digits',
          '{"endpoint": "digits", "model": "digits", "version": 2,
            "since": "2026-11-02T00:00:00Z"}')
        """
            .formatted(world.id));
    delivery.deliverNow();
  }

  private static SampleId sample(HarvestItem item) {
    return Objects.requireNonNull(item.sample());
  }

  private static DatasetEntry entry(HarvestItem item, Split split) {
    return new DatasetEntry(
        sample(item),
        item.sampleKey(),
        split,
        "8",
        null,
        Digest.of(item.sampleKey().getBytes(StandardCharsets.UTF_8)),
        "image/png");
  }

  private Incident close(World world, IncidentId id) {
    return engineer(() -> incidents.close(world.slug, id));
  }

  private Harvest harvest(World world, IncidentId id) {
    return as(Role.VIEWER, () -> incidents.getHarvest(world.slug, id));
  }

  private static List<HarvestItem> proofSlice(Harvest harvest) {
    return harvest.items().stream().filter(HarvestItem::proofSlice).toList();
  }

  private ProofLink link(World world, IncidentId id, String name) {
    return as(Role.VIEWER, () -> incidents.proof(world.slug, id)).links().stream()
        .filter(link -> link.link().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertLink(ErrorCode code, String link, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.args()).as(e.detail()).containsEntry("link", link);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  private static void assertCode(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(PlatformException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
