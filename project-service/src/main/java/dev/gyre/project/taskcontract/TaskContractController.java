package dev.gyre.project.taskcontract;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TaskContractController implements TaskContractsApi {

  private final TaskContracts contracts;

  TaskContractController(TaskContracts contracts) {
    this.contracts = contracts;
  }

  @Override
  public TaskContractVersion current(ProjectSlug project) {
    return contracts.current(Callers.current().requireProject());
  }

  @Override
  public TaskContractVersion get(ProjectSlug project, int number) {
    return contracts.get(Callers.current().requireProject(), number);
  }

  @Override
  public Page<TaskContractVersion> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return contracts.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public TaskContractVersion put(
      ProjectSlug project, @Nullable String ifMatch, TaskContract contract) {
    return contracts.put(Callers.current(), ifMatch, contract);
  }
}
