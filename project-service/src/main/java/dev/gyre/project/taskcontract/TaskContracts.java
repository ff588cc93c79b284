package dev.gyre.project.taskcontract;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractId;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Versions of each project's task contract. */
@Component
class TaskContracts {

  private static final String LIST = "task-contract-versions";

  private final TaskContractRepository repository;
  private final Clock clock;

  TaskContracts(TaskContractRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  TaskContractVersion current(ProjectId project) {
    return repository
        .findNewest(project)
        .orElseThrow(() -> PlatformException.notFound("task contract", "of this project"));
  }

  @Transactional(readOnly = true)
  TaskContractVersion get(ProjectId project, int number) {
    return repository
        .find(project, number)
        .orElseThrow(() -> PlatformException.notFound("task contract version", number));
  }

  @Transactional(readOnly = true)
  Page<TaskContractVersion> list(ProjectId project, int limit, @Nullable String cursor) {
    int before =
        Cursor.parse(cursor, LIST, 1).map(after -> (int) after.number(0)).orElse(Integer.MAX_VALUE);
    return Cursor.page(
        repository.list(project, before, limit + 1),
        limit,
        version -> Cursor.after(LIST, version.number()));
  }

  @Transactional
  TaskContractVersion put(Caller caller, @Nullable String ifMatch, TaskContract contract) {
    ProjectId project = caller.requireProject();
    repository.lock(project);
    Optional<TaskContractVersion> newest = repository.findNewest(project);
    Digest digest = CanonicalJson.digest(contract);
    if (newest.isPresent()) {
      if (newest.get().digest().equals(digest)) {
        return newest.get();
      }
      newest.get().requireMatch(ifMatch);
    }
    TaskContractVersion version =
        new TaskContractVersion(
            TaskContractId.next(),
            newest.map(TaskContractVersion::number).orElse(0) + 1,
            digest,
            contract,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.displayName());
    repository.insert(project, version);
    return version;
  }
}
