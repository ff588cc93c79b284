package dev.gyre.scoring.discovery;

import java.util.List;

/** What a discovery gave: rules, or none and the reason. */
public sealed interface DiscoveryOutcome {

  /** The confirmed rules; empty if there is none. */
  List<DiscoveredRule> rules();

  /**
   * At least one rule was confirmed.
   *
   * @param rules by score on the held-out half, best first
   * @param tested rules that were put to the held-out test
   */
  record Found(List<DiscoveredRule> rules, int tested) implements DiscoveryOutcome {
    public Found {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Nothing is reported.
   *
   * @param reason why
   * @param detail the same as a sentence with the numbers
   */
  record Nothing(Reason reason, String detail) implements DiscoveryOutcome {
    @Override
    public List<DiscoveredRule> rules() {
      return List.of();
    }
  }

  /** Why nothing is reported. */
  enum Reason {
    /** Too few independent groups to find on one half and confirm on the other. */
    TOO_FEW_GROUPS,
    /** One half has too few failures to tell anything of them. */
    TOO_FEW_FAILURES,
    /** No rule about the fields at hand stood out on the first half. */
    NO_RULE_STOOD_OUT,
    /** Rules stood out on the first half, but none on the held-out half. */
    NOT_CONFIRMED
  }
}
