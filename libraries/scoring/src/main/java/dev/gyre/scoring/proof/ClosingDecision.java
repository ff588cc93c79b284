package dev.gyre.scoring.proof;

import dev.gyre.scoring.Verdict;
import java.util.List;

/**
 * Whether an incident may be closed, with every link that says so.
 *
 * @param links all judged links, never empty
 */
public record ClosingDecision(List<ProofLink> links) {

  public ClosingDecision {
    links = List.copyOf(links);
    if (links.isEmpty()) {
      throw new IllegalArgumentException("a closing decision needs links; nothing proves nothing");
    }
  }

  /** True only if every link passes. */
  public boolean closes() {
    return links.stream().allMatch(link -> link.verdict().passes());
  }

  /** Fail if any link fails, else insufficient if any is, else pass. */
  public Verdict verdict() {
    if (links.stream().anyMatch(link -> link.verdict() == Verdict.FAIL)) {
      return Verdict.FAIL;
    }
    return closes() ? Verdict.PASS : Verdict.INSUFFICIENT;
  }

  /** The links that keep it open; empty if it closes. */
  public List<ProofLink> missing() {
    return links.stream().filter(link -> !link.verdict().passes()).toList();
  }
}
