package dev.gyre.eval.gate;

import dev.gyre.api.Page;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.GatePlan;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class GateVerdictController implements GateVerdictsApi {

  private final GateVerdicts verdicts;
  private final GatePlans plans;
  private final Promotions promotions;

  GateVerdictController(GateVerdicts verdicts, GatePlans plans, Promotions promotions) {
    this.verdicts = verdicts;
    this.plans = plans;
    this.promotions = promotions;
  }

  @Override
  public Job create(ProjectSlug project, @Nullable String idempotencyKey, NewGateVerdict verdict) {
    return verdicts.start(Callers.current(), project, idempotencyKey, verdict);
  }

  @Override
  public Page<GateVerdict> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return verdicts.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public GateVerdict get(ProjectSlug project, GateVerdictId verdict) {
    return verdicts.get(Callers.current().requireProject(), verdict);
  }

  @Override
  public GatePlan plan(ProjectSlug project, String dataset, int version) {
    return plans.plan(project, new DatasetRef(dataset, version));
  }

  @Override
  public Alias promote(ProjectSlug project, GateVerdictId verdict, Promote promotion) {
    return promotions.promote(
        Callers.current().requireProject(), project, verdict, promotion.alias());
  }
}
