package dev.gyre.monitoring.fix;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.monitoring.LinkState;
import dev.gyre.api.monitoring.Proof;
import dev.gyre.api.monitoring.Remedy;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.RunId;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.harvest.HarvestEntry;
import dev.gyre.monitoring.incident.IncidentEntry;
import dev.gyre.monitoring.proof.ProofLinks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The links that say how a candidate was made and brought to production. */
@Component
class MakingLinks {

  private static final List<String> OF_A_CANDIDATE =
      Proof.LINKS.subList(Proof.LINKS.indexOf("dataset_version"), Proof.LINKS.size());
  private static final int MOVES = 1000;

  private final ProofLinks proof;
  private final ModelsApi models;
  private final EndpointsApi endpoints;
  private final DeploymentRepository deployments;
  private final GateWords gates;

  MakingLinks(
      ProofLinks proof,
      ModelsApi models,
      EndpointsApi endpoints,
      DeploymentRepository deployments,
      GateWords gates) {
    this.proof = proof;
    this.models = models;
    this.endpoints = endpoints;
    this.deployments = deployments;
    this.gates = gates;
  }

  /** A link as it stands. */
  record Link(String name, LinkState state, String sentence, Map<String, String> references) {}

  /** Begins the chain of a new candidate, in the transaction that records it. */
  void record(HarvestEntry harvest, FixEntry fix, ModelVersion model, DatasetVersion dataset) {
    proof.forget(fix.incident(), harvest.number(), OF_A_CANDIDATE);
    record(
        harvest,
        new Link(
            "dataset_version",
            LinkState.GREEN,
            "Both models are scored on the test split of %s.".formatted(dataset.ref()),
            Map.of("dataset", dataset.ref().toString(), "digest", dataset.digest().hex())));
    record(
        harvest,
        new Link(
            "model_version",
            LinkState.GREEN,
            "The candidate is %s, recorded by %s as %s."
                .formatted(fix.candidate(), fix.recordedBy(), fix.remedy()),
            Map.of("model", fix.candidate().toString(), "artifact", model.artifact().hex())));
    RunId run = model.run();
    boolean makesARun = fix.remedy() == Remedy.RETRAIN || fix.remedy() == Remedy.RELABEL;
    if (run != null) {
      record(
          harvest,
          new Link(
              "run",
              LinkState.GREEN,
              "Run %s has made the candidate.".formatted(run),
              Map.of("run", run.hex())));
      record(
          harvest,
          new Link(
              "prepared_set",
              LinkState.GREEN,
              "It learnt from a prepared set of %s.".formatted(model.dataset()),
              Map.of("prepared_set", model.preparedSet().toString())));
    } else {
      record(harvest, unrecorded(fix, "run", makesARun));
      record(harvest, unrecorded(fix, "prepared_set", makesARun));
    }
  }

  void record(HarvestEntry harvest, Link link) {
    proof.record(
        harvest.incident(),
        harvest.number(),
        link.name(),
        link.state(),
        link.sentence(),
        link.references());
  }

  private static Link unrecorded(FixEntry fix, String link, boolean needed) {
    Optional<String> statement = fix.attested(link);
    if (statement.isPresent()) {
      return new Link(
          link,
          LinkState.ATTESTED,
          "%s states: %s".formatted(fix.recordedBy(), statement.get()),
          Map.of("attested_by", fix.recordedBy()));
    }
    return needed
        ? new Link(
            link,
            LinkState.MISSING,
            "Nothing here has recorded it: attest it with the fix.",
            Map.of())
        : new Link(
            link, LinkState.GREEN, "The remedy %s needs none.".formatted(fix.remedy()), Map.of());
  }

  /** How the endpoint's alias came to the candidate; asks training and serving. */
  Link promotion(IncidentEntry incident, FixEntry fix) {
    ProjectSlug slug = incident.slug();
    Endpoint endpoint =
        Callers.asService("monitoring", () -> endpoints.get(slug, incident.endpoint()));
    Optional<Alias> move =
        Callers.asService(
                "monitoring",
                () -> models.aliasHistory(slug, endpoint.model(), endpoint.alias(), MOVES, null))
            .items()
            .stream()
            .filter(alias -> alias.version() == fix.candidate().version())
            .findFirst();
    if (move.isEmpty()) {
      return fix.attested("promotion").isPresent()
          ? unrecorded(fix, "promotion", /* needed= */ true)
          : gates.notPromoted(slug, fix.candidate(), endpoint.alias());
    }
    Alias alias = move.get();
    if (alias.verdict() != null) {
      return new Link(
          "promotion",
          LinkState.GREEN,
          "A gate verdict has moved '%s' to the candidate.".formatted(alias.alias()),
          Map.of("alias", alias.alias(), "gate_verdict", alias.verdict().toString()));
    }
    return new Link(
        "promotion",
        LinkState.ATTESTED,
        "%s has moved '%s' to the candidate: %s"
            .formatted(alias.movedBy(), alias.alias(), alias.reason()),
        Map.of("alias", alias.alias(), "moved_by", alias.movedBy()));
  }

  /** Since when the candidate answers, as serving told it. */
  Link deployment(IncidentEntry incident, FixEntry fix) {
    Optional<Instant> since =
        deployments.since(incident.project(), incident.endpoint(), fix.candidate());
    return since
        .map(time ->
            new Link(
                "deployment",
                LinkState.GREEN,
                "The candidate answers on '%s' since %s.".formatted(incident.endpoint(), time),
                Map.of("endpoint", incident.endpoint(), "since", time.toString())))
        .orElseGet(() ->
            new Link(
                "deployment",
                LinkState.MISSING,
                "The candidate has not answered on '%s' yet.".formatted(incident.endpoint()),
                Map.of()));
  }
}
