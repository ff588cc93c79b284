package dev.gyre.cli.demo;

import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.cli.Exit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of it. */
final class DemoSummary {

  private final DemoSite site;

  DemoSummary(DemoSite site) {
    this.site = site;
  }

  /** Tells it; the exit code is not 0 only if a verdict does not follow from its evidence. */
  int tell(List<IncidentSteps.Ending> endings, List<Incident> later) {
    Narrator narrator = site.narrator();
    long closed = endings.stream().filter(IncidentSteps.Ending::closed).count();
    narrator.line("");
    if (endings.isEmpty()) {
      narrator.line("No class was proven worse than accepted, so there was nothing to mend.");
    }
    narrator.line(
        "%d incidents opened, %d closed, %d stay open."
            .formatted(
                endings.size() + later.size(), closed, endings.size() + later.size() - closed));
    for (IncidentSteps.Ending ending : endings) {
      String state =
          ending.missingLink() == null
              ? "closed"
              : "open for want of '%s'".formatted(ending.missingLink());
      narrator.line("  %s (%s): %s".formatted(ending.incident().title(), state, ending.sentence()));
      narrator.line("    " + proof(ending.proof()));
    }
    for (Incident incident : later) {
      narrator.line(
          "  %s (open): it came up after the retrained model was judged."
              .formatted(incident.title()));
    }
    narrator.line("");
    addresses(narrator);
    narrator.line("");
    List<String> found = site.contradictions().found();
    found.forEach(sentence -> narrator.line("Does not follow from its evidence: " + sentence));
    narrator.line(
        "%d steps in %s s; %s"
            .formatted(
                narrator.steps(),
                narrator.total(),
                found.isEmpty()
                    ? "each verdict follows from its evidence."
                    : found.size() + " verdicts do not follow from their evidence."));
    return found.isEmpty() ? Exit.OK : Exit.GATE_FAILED;
  }

  private static String proof(@Nullable SliceFlips proof) {
    return proof == null
        ? "Its proof was not compared."
        : "Its proof: %d samples, %d fixed, %d broken; better: %s."
            .formatted(
                proof.flips().n(), proof.flips().fixed(), proof.flips().broken(), proof.better());
  }

  private void addresses(Narrator narrator) {
    narrator.line("Look around, with the token of this home:");
    for (String path :
        List.of("incidents", "models/digits/aliases", "gate-verdicts", "endpoints")) {
      narrator.line("  " + site.connection().address(path));
    }
  }
}
