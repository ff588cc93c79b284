package dev.gyre.eval.gate;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.Promotion;
import dev.gyre.api.training.PromotionApi;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Moves aliases by verdicts. Calls peers: no transaction. */
@Component
class Promotions {

  private final GateVerdicts verdicts;
  private final GateCases cases;
  private final TaskContractsApi contracts;
  private final PromotionApi promotions;

  Promotions(
      GateVerdicts verdicts, GateCases cases, TaskContractsApi contracts, PromotionApi promotions) {
    this.verdicts = verdicts;
    this.cases = cases;
    this.contracts = contracts;
    this.promotions = promotions;
  }

  /** See {@link dev.gyre.api.eval.GateVerdictsApi#promote}. */
  Alias promote(ProjectId project, ProjectSlug slug, GateVerdictId id, String alias) {
    GateVerdict verdict = verdicts.get(project, id);
    boolean champion = alias.equals(GateCases.CHAMPION);
    requireOutcome(verdict, champion, alias);
    if (champion) {
      requireStill(slug, verdicts.require(project, id).judged());
    }
    ModelRef candidate = verdict.candidate();
    return promotions.promote(
        slug, candidate.model(), alias, new Promotion(candidate.version(), id.value()));
  }

  private static void requireOutcome(GateVerdict verdict, boolean champion, String alias) {
    if (verdict.outcome() == GateOutcome.FAIL
        || (champion && verdict.outcome() != GateOutcome.PASS)) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Gate verdict %s is %s, which does not allow the alias '%s' to be moved to %s"
              .formatted(verdict.id(), verdict.outcome(), alias, verdict.candidate()));
    }
  }

  /** A verdict holds against the champion and the contract that it was given by. */
  private void requireStill(ProjectSlug slug, GateCase judged) {
    ModelRef candidate = judged.candidate();
    Integer standing = cases.standing(slug, candidate.model());
    if (Integer.valueOf(candidate.version()).equals(standing)) {
      return;
    }
    if (!Objects.equals(standing, judged.standing())) {
      throw stale("the champion was %s then and is %s now".formatted(judged.standing(), standing));
    }
    ModelRef champion = judged.champion();
    if (standing != null
        && champion != null
        && !champion.equals(new ModelRef(candidate.model(), standing))) {
      throw stale("it was given against %s, but %d is the champion".formatted(champion, standing));
    }
    int contract = contracts.current(slug).number();
    if (contract != judged.contractNumber()) {
      throw stale(
          "it was given by task contract %d, and %d is in force"
              .formatted(judged.contractNumber(), contract));
    }
  }

  private static PlatformException stale(String why) {
    return new PlatformException(
        ErrorCode.WRONG_STATE,
        "The verdict no longer allows this promotion: %s; judge the candidate again"
            .formatted(why));
  }
}
