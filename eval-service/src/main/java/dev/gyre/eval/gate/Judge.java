package dev.gyre.eval.gate;

import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictGiven;
import dev.gyre.api.json.ContractJson;
import dev.gyre.infra.postgres.EventOutbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Gives the verdict, stores it and tells of it, in one transaction. */
@Component
class Judge {

  /** How many candidates a test split may judge before it is worn out. */
  static final int BUDGET = 20;

  private final GateVerdictRepository repository;
  private final EventOutbox outbox;
  private final Clock clock;

  Judge(
      GateVerdictRepository repository, @Qualifier("evalEvents") EventOutbox outbox, Clock clock) {
    this.repository = repository;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The result of the job. */
  @Transactional(propagation = Propagation.MANDATORY)
  public JsonNode give(GateEntry entry, GateFacts facts, @Nullable EvaluationId champion) {
    GateVerdict verdict = verdict(entry, facts, champion);
    repository.give(verdict);
    outbox.append(
        entry.judged().project(),
        GateVerdictGiven.TYPE,
        GateJob.SUBJECT + verdict.id(),
        new GateVerdictGiven(
            verdict.id(),
            verdict.outcome(),
            verdict.candidate(),
            verdict.champion(),
            verdict.dataset(),
            verdict.contractNumber(),
            verdict.candidateEvaluation(),
            verdict.championEvaluation(),
            verdict.slices()));
    return ContractJson.mapper()
        .createObjectNode()
        .put("verdict", verdict.id().toString())
        .put("outcome", verdict.outcome().name());
  }

  private GateVerdict verdict(GateEntry entry, GateFacts facts, @Nullable EvaluationId champion) {
    GateCase judged = entry.judged();
    List<GateRule> rules = new GateRules(facts).judge();
    GateOutcome outcome = GateRules.outcome(rules, facts.contract().onInsufficient());
    int before = repository.judgedBefore(judged);
    Comparison comparison = facts.comparison();
    return new GateVerdict(
        entry.id(),
        outcome,
        judged.candidate(),
        judged.champion(),
        judged.dataset(),
        judged.contractNumber(),
        facts.candidate().id(),
        champion,
        comparison == null ? null : comparison.id(),
        judged.slices(),
        rules,
        before,
        warnings(judged, before),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static List<String> warnings(GateCase judged, int before) {
    List<String> warnings = new ArrayList<>(judged.warnings());
    if (before > BUDGET) {
      warnings.add(
          "The test split of '%s' has judged %d candidates before, more than %d: the best of so many looks better than it is; put fresh samples into the test split"
              .formatted(judged.dataset().dataset(), before, BUDGET));
    }
    return warnings;
  }
}
