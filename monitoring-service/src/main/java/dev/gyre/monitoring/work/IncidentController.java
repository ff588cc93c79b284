package dev.gyre.monitoring.work;

import dev.gyre.api.Page;
import dev.gyre.api.job.Job;
import dev.gyre.api.monitoring.Acceptance;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.HarvestItem;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.NewFix;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.fix.Closing;
import dev.gyre.monitoring.fix.Fixes;
import dev.gyre.monitoring.harvest.HarvestStart;
import dev.gyre.monitoring.harvest.Harvests;
import dev.gyre.monitoring.harvest.ProofSkips;
import dev.gyre.monitoring.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class IncidentController implements IncidentsApi {

  private final Incidents incidents;
  private final HarvestStart starts;
  private final Harvests harvests;
  private final ProofSkips skips;
  private final Fixes fixes;
  private final Closing closing;

  IncidentController(
      Incidents incidents,
      HarvestStart starts,
      Harvests harvests,
      ProofSkips skips,
      Fixes fixes,
      Closing closing) {
    this.incidents = incidents;
    this.starts = starts;
    this.harvests = harvests;
    this.skips = skips;
    this.fixes = fixes;
    this.closing = closing;
  }

  @Override
  public Page<Incident> list(
      ProjectSlug project, @Nullable IncidentState state, int limit, @Nullable String cursor) {
    return incidents.list(here(), state, Page.checkLimit(limit), cursor);
  }

  @Override
  public Incident get(ProjectSlug project, IncidentId incident) {
    return incidents.get(here(), incident).toIncident();
  }

  @Override
  public Incident triage(ProjectSlug project, IncidentId incident) {
    return incidents.triage(Callers.current(), incident);
  }

  @Override
  public Job harvest(ProjectSlug project, IncidentId incident, @Nullable String idempotencyKey) {
    return starts.start(Callers.current(), incident, idempotencyKey);
  }

  @Override
  public Harvest getHarvest(ProjectSlug project, IncidentId incident) {
    return harvests.get(incidents.get(here(), incident));
  }

  @Override
  public HarvestItem skip(
      ProjectSlug project, IncidentId incident, LogId logId, Decision decision) {
    return skips.skip(Callers.current(), project, incident, logId, decision);
  }

  @Override
  public Incident fix(ProjectSlug project, IncidentId incident, NewFix fix) {
    return fixes.record(Callers.current(), project, incident, fix);
  }

  @Override
  public Job verify(ProjectSlug project, IncidentId incident, @Nullable String idempotencyKey) {
    return fixes.verify(Callers.current(), incident, idempotencyKey);
  }

  @Override
  public Incident close(ProjectSlug project, IncidentId incident) {
    return closing.close(Callers.current(), incident);
  }

  @Override
  public Proof proof(ProjectSlug project, IncidentId incident) {
    return closing.proof(here(), incident);
  }

  @Override
  public Incident accept(ProjectSlug project, IncidentId incident, Acceptance acceptance) {
    return incidents.accept(Callers.current(), incident, acceptance);
  }

  @Override
  public Incident ignore(ProjectSlug project, IncidentId incident, Decision decision) {
    return incidents.ignore(Callers.current(), incident, decision);
  }

  private static ProjectId here() {
    return Callers.current().requireProject();
  }
}
