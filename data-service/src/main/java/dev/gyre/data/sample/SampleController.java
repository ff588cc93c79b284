package dev.gyre.data.sample;

import dev.gyre.api.Page;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleCount;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SampleController implements SamplesApi {

  private final Samples samples;
  private final TaskContractsApi contracts;
  private final ArtifactStore artifacts;

  SampleController(
      Samples samples,
      TaskContractsApi contracts,
      @Qualifier("dataArtifacts") ArtifactStore artifacts) {
    this.samples = samples;
    this.contracts = contracts;
    this.artifacts = artifacts;
  }

  @Override
  public Page<Sample> list(
      ProjectSlug project, @Nullable String filter, int limit, @Nullable String cursor) {
    ProjectId id = Callers.current().requireProject();
    return samples.list(id, query(project, filter), Page.checkLimit(limit), cursor);
  }

  @Override
  public SampleCount count(ProjectSlug project, @Nullable String filter) {
    return samples.count(Callers.current().requireProject(), query(project, filter));
  }

  @Override
  public Sample get(ProjectSlug project, SampleId sample) {
    return samples.get(Callers.current().requireProject(), sample);
  }

  @Override
  public InputStream bytes(ProjectSlug project, SampleId sample, String stream) {
    StreamItem item = samples.stream(Callers.current().requireProject(), sample, stream);
    return new StreamBytes(artifacts.open(item.artifact()), item.mediaType());
  }

  @Override
  public List<Membership> memberships(ProjectSlug project, SampleId sample) {
    return samples.memberships(Callers.current().requireProject(), sample);
  }

  private Samples.Query query(ProjectSlug project, @Nullable String filter) {
    return new Samples.Query(filter, () -> contracts.current(project).contract());
  }
}
