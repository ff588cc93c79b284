package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.data.sample.StreamBytes;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PreparedSetController implements PreparedSetsApi {

  private final PreparedSets sets;
  private final TaskContractsApi contracts;
  private final ArtifactStore artifacts;

  PreparedSetController(
      PreparedSets sets,
      TaskContractsApi contracts,
      @Qualifier("dataArtifacts") ArtifactStore artifacts) {
    this.sets = sets;
    this.contracts = contracts;
    this.artifacts = artifacts;
  }

  @Override
  public Job start(ProjectSlug project, @Nullable String idempotencyKey, NewPreparedSet set) {
    return sets.start(
        Callers.current(),
        idempotencyKey,
        set,
        number -> contracts.get(project, number).contract());
  }

  @Override
  public Page<PreparedSet> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return sets.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public List<PreparedMembership> holding(ProjectSlug project, SampleId sample) {
    return sets.holding(Callers.current().requireProject(), sample);
  }

  @Override
  public PreparedSet get(ProjectSlug project, PreparedSetId set) {
    return sets.get(Callers.current().requireProject(), set);
  }

  @Override
  public InputStream sheet(ProjectSlug project, PreparedSetId set) {
    Digest sheet = sets.sheet(Callers.current().requireProject(), set);
    return new StreamBytes(artifacts.open(sheet), "image/png");
  }

  @Override
  public Page<Reject> rejects(
      ProjectSlug project, PreparedSetId set, int limit, @Nullable String cursor) {
    return sets.rejects(Callers.current().requireProject(), set, Page.checkLimit(limit), cursor);
  }
}
