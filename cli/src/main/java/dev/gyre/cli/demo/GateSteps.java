package dev.gyre.cli.demo;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.Flips;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GatePlan;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.PlannedRule;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.Job;
import dev.gyre.cli.JobWait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be proven, and what was. */
final class GateSteps {

  private final DemoSite site;
  private final GateVerdictsApi gates;

  GateSteps(DemoSite site) {
    this.site = site;
    this.gates = site.api(GateVerdictsApi.class);
  }

  GatePlan plan(DatasetRef dataset) {
    GatePlan plan = gates.plan(site.project(), dataset.dataset(), dataset.version());
    long provable = plan.rules().stream().filter(PlannedRule::provable).count();
    site.say("%d of %d rules can be proven on %s.", provable, plan.rules().size(), dataset);
    plan.rules().stream()
        .map(rule ->
            "%s%s: %s"
                .formatted(
                    rule.provable() ? "provable" : "not provable",
                    rule.slice() == null ? "" : " for each class",
                    rule.sentence()))
        .distinct()
        .forEach(sentence -> site.say("%s.", sentence));
    return plan;
  }

  /**
   * Judges a candidate by the task contract alone. Whether it is better on the proof of an incident
   * is that incident's matter: were the gate to demand it of all, one that is not proven would keep
   * those open that are.
   */
  GateVerdict judge(ModelRef candidate, ModelRef champion, DatasetRef dataset) {
    NewGateVerdict wanted = new NewGateVerdict(candidate, champion, dataset, List.of());
    Job job = site.await(gates.create(site.project(), null, wanted));
    GateVerdict verdict = gates.get(site.project(), GateVerdictId.valueOf(JobWait.subjectId(job)));
    site.say(
        "%s: %d of %d rules pass.",
        verdict.outcome(), count(verdict, GateOutcome.PASS), verdict.rules().size());
    verdict.rules().stream()
        .filter(rule -> rule.outcome() != GateOutcome.PASS)
        .forEach(rule -> site.say("%s: %s", rule.outcome(), rule.sentence()));
    verdict.warnings().forEach(warning -> site.say("Warning: %s", warning));
    site.contradictions()
        .unless(
            verdict.outcome() == implied(verdict.rules()),
            "Gate verdict %s is %s, but its rules say %s",
            verdict.id(),
            verdict.outcome(),
            implied(verdict.rules()));
    return verdict;
  }

  /** Moves champion with a pass, else candidate unless the verdict is a fail; says which. */
  boolean promote(GateVerdict verdict, ModelRef champion) {
    switch (verdict.outcome()) {
      case PASS -> {
        gates.promote(site.project(), verdict.id(), new Promote("champion"));
        site.say("%s is champion, by verdict %s.", verdict.candidate(), verdict.id());
        return true;
      }
      case INSUFFICIENT -> {
        gates.promote(site.project(), verdict.id(), new Promote("candidate"));
        site.say(
            "%s is not promoted: too little evidence. It has the alias candidate; %s stays"
                + " champion.",
            verdict.candidate(), champion);
      }
      case FAIL ->
          site.say(
              "%s is not promoted: the gate refuses it. %s stays champion.",
              verdict.candidate(), champion);
    }
    return false;
  }

  /**
   * Shows what became of each sample.
   *
   * @param proofSlices with what they are about
   * @return the flips on each of them
   */
  Map<SliceId, SliceFlips> compare(GateVerdict verdict, Map<SliceId, String> proofSlices) {
    EvaluationId champion = verdict.championEvaluation();
    if (champion == null) {
      return Map.of();
    }
    Comparison comparison =
        site.api(ComparisonsApi.class)
            .create(
                site.project(),
                new NewComparison(
                    champion, verdict.candidateEvaluation(), List.copyOf(proofSlices.keySet())));
    site.say("Whole test split: %s.", words(comparison.overall()));
    Map<SliceId, SliceFlips> proofs = new LinkedHashMap<>();
    for (SliceFlips slice : comparison.slices()) {
      if (slice.id() != null) {
        proofs.put(slice.id(), slice);
        site.say(
            "Proof about %s: %s; better: %s.",
            proofSlices.getOrDefault(slice.id(), slice.slice()),
            words(slice.flips()),
            slice.better());
      }
    }
    int inClasses =
        comparison.slices().stream()
            .filter(slice -> slice.className() != null && slice.id() == null)
            .mapToInt(slice -> slice.flips().fixed() - slice.flips().broken())
            .sum();
    int overall = comparison.overall().fixed() - comparison.overall().broken();
    site.contradictions()
        .unless(
            inClasses == overall,
            "Comparison %s: the classes add up to %d fixed net, the whole to %d",
            comparison.id(),
            inClasses,
            overall);
    return proofs;
  }

  private static String words(Flips flips) {
    return "%d fixed, %d broken, %d wrong under both, of %d"
        .formatted(flips.fixed(), flips.broken(), flips.bothWrong(), flips.n());
  }

  /** What rules come to under a contract that refuses on too little evidence. */
  private static GateOutcome implied(List<GateRule> rules) {
    if (rules.stream().anyMatch(rule -> rule.outcome() == GateOutcome.FAIL)) {
      return GateOutcome.FAIL;
    }
    return rules.stream().allMatch(rule -> rule.outcome() == GateOutcome.PASS)
        ? GateOutcome.PASS
        : GateOutcome.INSUFFICIENT;
  }

  private static long count(GateVerdict verdict, GateOutcome outcome) {
    return verdict.rules().stream().filter(rule -> rule.outcome() == outcome).count();
  }
}
