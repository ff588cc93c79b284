package dev.gyre.eval.gate;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.eval.start.JobStarts;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Candidates before the gate: judged once for equal inputs, listed, read. */
@Component
class GateVerdicts {

  private static final String LIST = "gate-verdicts";
  private static final UUID END = new UUID(-1, -1);

  /** Raised whenever equal facts would be judged otherwise. */
  private static final int JUDGE = 1;

  private final GateVerdictRepository repository;
  private final GateCases cases;
  private final JobStarts starts;
  private final ObjectProvider<JobEngine> jobs;
  private final Clock clock;

  GateVerdicts(
      GateVerdictRepository repository,
      GateCases cases,
      JobStarts starts,
      @Qualifier("evalJobs") ObjectProvider<JobEngine> jobs,
      Clock clock) {
    this.repository = repository;
    this.cases = cases;
    this.starts = starts;
    this.jobs = jobs;
    this.clock = clock;
  }

  Job start(Caller caller, ProjectSlug slug, @Nullable String key, NewGateVerdict asked) {
    PrincipalId by = caller.principal() == null ? null : caller.principal().id();
    return starts.start(
        caller,
        new JobStarts.Request("create-gate-verdict", key, asked),
        () -> cases.of(caller.requireProject(), slug, asked),
        judged -> ensure(judged, slug, by).job());
  }

  private GateEntry ensure(GateCase judged, ProjectSlug slug, @Nullable PrincipalId by) {
    Digest identity = identity(judged);
    GateEntry known = repository.lock(judged.project(), identity).orElse(null);
    if (known != null && !known.failed()) {
      return known;
    }
    GateVerdictId id = known == null ? GateVerdictId.next() : known.id();
    GateEntry fresh = new GateEntry(id, judged, identity, JobId.next(), false, null);
    if (known != null) {
      repository.restart(id, fresh.job());
    } else if (!repository.insert(fresh, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
      return repository.lock(judged.project(), identity).orElseThrow();
    }
    JobSubmission submission =
        JobSubmission.of(
                judged.project(),
                GateJob.TYPE,
                GateJob.SUBJECT + id,
                ContractJson.mapper().valueToTree(new GateJob.Input(slug, id)))
            .withId(fresh.job());
    JobId _ = jobs.getObject().submit(by == null ? submission : submission.by(by));
    return fresh;
  }

  /** What a verdict is made of. */
  private record Identity(
      ModelRef candidate,
      @Nullable ModelRef champion,
      @Nullable Integer standing,
      DatasetRef dataset,
      int contractNumber,
      List<SliceId> slices,
      int judge) {}

  private static Digest identity(GateCase judged) {
    return CanonicalJson.digest(
        new Identity(
            judged.candidate(),
            judged.champion(),
            judged.standing(),
            judged.dataset(),
            judged.contractNumber(),
            judged.slices(),
            JUDGE));
  }

  @Transactional(readOnly = true)
  Page<GateVerdict> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(END);
    return Cursor.page(
        repository.list(project, before, limit + 1),
        limit,
        verdict -> Cursor.after(LIST, verdict.id()));
  }

  @Transactional(readOnly = true)
  GateVerdict get(ProjectId project, GateVerdictId id) {
    GateVerdict verdict = require(project, id).verdict();
    if (verdict == null) {
      throw PlatformException.notFound("given gate verdict", id);
    }
    return verdict;
  }

  /** The case of a verdict, given or not. */
  @Transactional(readOnly = true)
  GateEntry require(ProjectId project, GateVerdictId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("gate verdict", id));
  }
}
