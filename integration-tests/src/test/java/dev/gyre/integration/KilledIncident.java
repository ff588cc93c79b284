package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SlicesApi;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.HarvestStep;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.cli.Connection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;

/** Harvests, verifications and the close of an incident while services die, each by itself. */
final class KilledIncident {

  private final Survivor survivor;
  private final Connection site;
  private final Repair repair;
  private final IncidentsApi incidents;
  private int harvests;

  KilledIncident(Survivor survivor, Loop loop) {
    this.survivor = survivor;
    this.site = survivor.site();
    this.repair = Repair.of(loop);
    this.incidents = site.api(IncidentsApi.class);
  }

  /** One harvest, interrupted: its own queue and slice, and no sample twice. */
  void harvestAt(KillPoint point) {
    repair.triaged();
    survivor.job(point, () -> incidents.harvest(project(), repair.id(), "harvest " + point));
    harvests++;
    Harvest done = incidents.getHarvest(project(), repair.id());
    assertThat(done.step()).isEqualTo(HarvestStep.DONE);
    assertThat(done.number()).isEqualTo(harvests);
    assertThat(done.items()).hasSize(Repair.NEGATIVES);
    assertThat(done.items()).extracting(HarvestItem::sampleKey).doesNotHaveDuplicates();
    assertThat(incidents.get(project(), repair.id()).state()).isEqualTo(IncidentState.LABELLING);
    requireOneQueueEach(Objects.requireNonNull(done.labelQueue()));
    assertThat(
            Connection.<Slice>all(
                (limit, cursor) -> site.api(SlicesApi.class).list(project(), limit, cursor)))
        .hasSize(harvests)
        .extracting(Slice::name)
        .doesNotHaveDuplicates();
    assertThat(
            Connection.<Sample>all(
                (limit, cursor) -> site.api(SamplesApi.class).list(project(), null, limit, cursor)))
        .hasSize(312 + Repair.NEGATIVES)
        .extracting(Sample::key)
        .doesNotHaveDuplicates();
    requireLinksOnce();
  }

  private void requireOneQueueEach(LabelQueueId newest) {
    LabelQueuesApi queues = site.api(LabelQueuesApi.class);
    List<LabelQueue> all = Connection.all((limit, cursor) -> queues.list(project(), limit, cursor));
    assertThat(all).hasSize(harvests).extracting(LabelQueue::name).doesNotHaveDuplicates();
    List<LabelTask> tasks =
        Connection.all((limit, cursor) -> queues.tasks(project(), newest, null, limit, cursor));
    assertThat(tasks)
        .hasSize(Repair.NEGATIVES)
        .extracting(LabelTask::sample)
        .doesNotHaveDuplicates();
  }

  /** Training dies while a worker reports to it. */
  void retrainAt(KillPoint point) {
    through(repair::retrained, point);
    assertThat(site.api(ModelsApi.class).versions(project(), Loop.MODEL, 100, null).items())
        .extracting(ModelVersion::version)
        .containsExactly(2, 1);
    assertThat(site.api(DatasetVersionsApi.class).list(project(), Loop.DATASET, 100, null).items())
        .hasSize(2);
  }

  void fix() {
    assertThat(repair.fixed().state()).isEqualTo(IncidentState.FIXING);
  }

  /** Eval dies twice while it makes what a verification has asked it for. */
  void evaluateAt(KillPoint first, KillPoint second) {
    through(
        () -> Loop.await(site, incidents.verify(project(), repair.id(), "verify")), first, second);
    requireVerified();
  }

  /** One verification, interrupted: eval is asked for nothing twice. */
  void verifyAt(KillPoint point) {
    survivor.job(point, () -> incidents.verify(project(), repair.id(), "verify " + point));
    requireVerified();
  }

  private void requireVerified() {
    assertThat(incidents.get(project(), repair.id()).state()).isEqualTo(IncidentState.VERIFYING);
    assertThat(site.api(EvaluationsApi.class).list(project(), null, 100, null).items())
        .extracting(each -> "%s %s %s".formatted(each.model(), each.dataset(), each.split()))
        .doesNotHaveDuplicates();
    assertThat(site.api(ComparisonsApi.class).list(project(), 100, null).items())
        .extracting(Comparison::id)
        .hasSize(1);
    requireLinksOnce();
  }

  void promote() {
    repair.watched();
  }

  /** An incident whose close nobody has answered is open, and may be closed again. */
  void closeAt(KillPoint point) {
    survivor.gyre().arm(point);
    FutureTask<Incident> close = new FutureTask<>(() -> incidents.close(project(), repair.id()));
    Thread.ofVirtual().start(close);
    survivor.gyre().reviveAfter(point);
    assertThat(incidents.get(project(), repair.id()).state()).isEqualTo(IncidentState.VERIFYING);
    requireLinksOnce();
  }

  void close() {
    assertThat(repair.closed().state()).isEqualTo(IncidentState.RESOLVED);
    Proof proof = incidents.proof(project(), repair.id());
    assertThat(proof.complete()).isTrue();
    assertThat(proof.links()).extracting(ProofLink::link).containsExactlyElementsOf(Proof.LINKS);
    assertThat(incidents.list(project(), null, 100, null).items())
        .extracting(Incident::id)
        .containsExactly(repair.id());
  }

  private void requireLinksOnce() {
    assertThat(incidents.proof(project(), repair.id()).links())
        .extracting(ProofLink::link)
        .doesNotHaveDuplicates();
  }

  private void through(Runnable work, KillPoint... points) {
    for (KillPoint point : points) {
      survivor.gyre().arm(point);
    }
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread.ofVirtual().start(task);
    for (KillPoint point : points) {
      survivor.gyre().reviveAfter(point);
    }
    try {
      assertThat(task.get()).isTrue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ProjectSlug project() {
    return site.project();
  }
}
