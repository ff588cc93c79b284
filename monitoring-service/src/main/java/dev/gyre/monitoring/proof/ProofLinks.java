package dev.gyre.monitoring.proof;

import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.ProofLink;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The chain of an incident's proof. Each harvest begins a chain of its own, a round. */
@Component
public class ProofLinks {

  private final ProofLinkRepository repository;
  private final Clock clock;

  ProofLinks(ProofLinkRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * Records a link in the transaction in which it happens; an equal one keeps its time.
   *
   * @param references kind of entity to id or name
   */
  public void record(
      IncidentId incident,
      int round,
      String link,
      LinkState state,
      String sentence,
      Map<String, String> references) {
    if (!Proof.LINKS.contains(link)) {
      throw new IllegalArgumentException("A proof has no link '%s'".formatted(link));
    }
    repository.put(
        incident,
        round,
        new ProofLink(
            link, state, sentence, references, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  /** Forgets links that were about another candidate. */
  public void forget(IncidentId incident, int round, Collection<String> links) {
    repository.delete(incident, round, links);
  }

  /** The chain as far as it is recorded; what is not is missing. */
  public Proof of(IncidentId incident, int round) {
    Map<String, ProofLink> recorded =
        repository.list(incident, round).stream()
            .collect(Collectors.toMap(ProofLink::link, Function.identity()));
    List<ProofLink> links =
        Proof.LINKS.stream().map(link -> recorded.getOrDefault(link, missing(link))).toList();
    return new Proof(incident, links.stream().allMatch(link -> link.state().holds()), links);
  }

  private static ProofLink missing(String link) {
    return new ProofLink(link, LinkState.MISSING, "Not recorded yet.", Map.of(), null);
  }
}
