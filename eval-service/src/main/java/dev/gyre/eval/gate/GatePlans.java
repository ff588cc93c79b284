package dev.gyre.eval.gate;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.GatePlan;
import dev.gyre.api.eval.PlannedRule;
import dev.gyre.api.project.Budgets;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.eval.slice.SplitMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a gate will need. Calls peers: no transaction. */
@Component
class GatePlans {

  private final TaskContractsApi contracts;
  private final SplitMembers members;

  GatePlans(TaskContractsApi contracts, SplitMembers members) {
    this.contracts = contracts;
    this.members = members;
  }

  /** Plans for the test split of a dataset version. */
  GatePlan plan(ProjectSlug slug, DatasetRef dataset) {
    TaskContractVersion contract = contracts.current(slug);
    List<DatasetEntry> test = test(slug, dataset, null);
    if (test.isEmpty()) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Dataset version %s has no samples in the split TEST; commit a version with some"
              .formatted(dataset));
    }
    List<PlannedRule> rules = new ArrayList<>();
    contract.contract().metrics().forEach(rule -> rules.addAll(metric(rule, Judges.of(test))));
    for (SliceRule rule : contract.contract().slices()) {
      if (rule.filter() == null) {
        rules.addAll(perClass(rule, contract.contract(), test));
      } else {
        rules.addAll(slice(rule, rule.name(), Judges.of(test(slug, dataset, rule.filter()))));
      }
    }
    Budgets budgets = contract.contract().budgets();
    if (budgets != null) {
      rules.addAll(RulePlans.budgets(budgets));
    }
    return new GatePlan(dataset, contract.number(), rules);
  }

  private List<DatasetEntry> test(ProjectSlug slug, DatasetRef dataset, @Nullable String filter) {
    List<DatasetEntry> entries = new ArrayList<>();
    members.forEach(slug, dataset, Split.TEST, filter, entries::add);
    return entries;
  }

  private static List<PlannedRule> metric(MetricRule rule, Judges judges) {
    List<PlannedRule> rules = new ArrayList<>();
    if (rule.floor() != null) {
      rules.add(RulePlans.floor(null, rule.metric(), judges, rule.floor()));
    }
    if (rule.margin() != null) {
      rules.add(RulePlans.margin(null, rule.metric(), judges, rule.margin()));
    }
    return rules;
  }

  /** Which samples of a segmentation hold a class is known to its masks alone: all may. */
  private static List<PlannedRule> perClass(
      SliceRule rule, TaskContract contract, List<DatasetEntry> test) {
    boolean known = contract.task() == TaskKind.CLASSIFICATION;
    return contract.classes().stream()
        .flatMap(c -> {
          Judges judges =
              Judges.of(
                  test.stream().filter(entry -> !known || c.equals(entry.className())).toList());
          return slice(rule, GateRules.label(rule.name(), c), judges).stream();
        })
        .toList();
  }

  private static List<PlannedRule> slice(SliceRule rule, String label, Judges judges) {
    return Stream.of(
            rule.floor() == null
                ? null
                : RulePlans.floor(label, rule.judged(), judges, rule.floor()),
            rule.margin() == null
                ? null
                : RulePlans.margin(label, rule.judged(), judges, rule.margin()))
        .<PlannedRule>mapMulti((planned, next) -> {
          if (planned != null) {
            next.accept(planned);
          }
        })
        .toList();
  }

  /**
   * Who judges.
   *
   * @param groups independent ones among them
   */
  record Judges(int samples, int groups) {

    static Judges of(List<DatasetEntry> entries) {
      long groups =
          entries.stream()
              .map(e -> e.group() == null ? "sample " + e.sample() : "group " + e.group())
              .distinct()
              .count();
      return new Judges(entries.size(), (int) groups);
    }
  }
}
