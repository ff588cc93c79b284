package dev.gyre.project.job;

import dev.gyre.api.Page;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLogLines;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobsApi;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.jobs.JobDatabase;
import dev.gyre.infra.jobs.JobDirectory;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Shows and cancels; jobs are started where their result lives. */
@RestController
final class JobController implements JobsApi {

  private final JobDirectory jobs;

  JobController(JobDatabase database) {
    this.jobs = new JobDirectory(ServiceName.PROJECT, database);
  }

  @Override
  public Page<Job> list(
      ProjectSlug project,
      @Nullable JobState state,
      @Nullable JobType type,
      @Nullable String cursor,
      int limit) {
    return jobs.list(project(), new JobDirectory.Filter(state, type), cursor, limit);
  }

  @Override
  public Job get(ProjectSlug project, JobId job) {
    return jobs.get(project(), job);
  }

  @Override
  public Job cancel(ProjectSlug project, JobId job) {
    return jobs.cancel(project(), job);
  }

  @Override
  public JobLogLines log(ProjectSlug project, JobId job, @Nullable String after, int limit) {
    return jobs.log(project(), job, after, limit);
  }

  private static ProjectId project() {
    return Callers.current().requireProject();
  }
}
