package dev.gyre.api.eval;

import dev.gyre.api.data.DatasetRef;
import java.util.List;

/**
 * What a gate will need, said before any candidate is judged.
 *
 * @param rules as the present task contract has them
 */
public record GatePlan(DatasetRef dataset, int contractNumber, List<PlannedRule> rules) {

  public GatePlan {
    rules = List.copyOf(rules);
  }
}
