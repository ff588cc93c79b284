package dev.gyre.data.sample;

import dev.gyre.api.data.NewSample;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleIntakeApi;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SampleIntakeController implements SampleIntakeApi {

  private final OutsideSamples outside;
  private final ProjectsApi projects;
  private final TaskContractsApi contracts;

  SampleIntakeController(OutsideSamples outside, ProjectsApi projects, TaskContractsApi contracts) {
    this.outside = outside;
    this.projects = projects;
    this.contracts = contracts;
  }

  /** A service's call carries no project of a principal, so its id is asked for. */
  @Override
  public List<Sample> intake(
      ProjectSlug project, @Nullable HarvestId harvest, List<NewSample> samples) {
    ProjectId id = projects.get(project).id();
    TaskContract contract = contracts.current(project).contract();
    return outside.take(id, contract, samples, Callers.current().displayName(), harvest);
  }
}
