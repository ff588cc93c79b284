package dev.gyre.eval.discovery;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Discovery;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.eval.evaluation.Evaluations;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictionReader;
import dev.gyre.eval.predictionset.PredictionSets;
import dev.gyre.eval.predictionset.SplitFacts;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rules that explain failures: sought once for each evaluation, read many times. */
@Component
class Discoveries {

  private final DiscoveryRepository repository;
  private final Evaluations evaluations;
  private final PredictionSets predictions;
  private final PredictionReader reader;
  private final SplitFacts facts;
  private final DatasetVersionsApi versions;
  private final TaskContractsApi contracts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Discoveries(
      DiscoveryRepository repository,
      Evaluations evaluations,
      PredictionSets predictions,
      PredictionReader reader,
      SplitFacts facts,
      DatasetVersionsApi versions,
      TaskContractsApi contracts,
      PlatformTransactionManager manager,
      Clock clock) {
    this.repository = repository;
    this.evaluations = evaluations;
    this.predictions = predictions;
    this.reader = reader;
    this.facts = facts;
    this.versions = versions;
    this.contracts = contracts;
    this.transactions = new TransactionTemplate(manager);
    this.clock = clock;
  }

  /** The discovery of an evaluation: the first one, or a new one. Asks peers: no transaction. */
  Discovery discover(ProjectId project, ProjectSlug slug, EvaluationId id) {
    Evaluation evaluation = evaluations.requireDone(project, id);
    Optional<Discovery> first = repository.find(id, FailureSearch.VERSION);
    if (first.isPresent()) {
      return first.get();
    }
    TaskContract contract = contracts.get(slug, evaluation.contractNumber()).contract();
    List<Predicted> predicted =
        reader.read(predictions.get(project, evaluation.predictionSet()), contract);
    DatasetRef dataset = evaluation.dataset();
    Digest manifest = versions.manifest(slug, dataset.dataset(), dataset.version()).artifact();
    Map<SampleId, Map<String, Object>> metadata = facts.of(manifest, evaluation.split());
    SampleFacts known = new SampleFacts(contract);
    Discovery made =
        FailureSearch.STANDARD.find(
            id,
            known.fields(),
            predicted.stream()
                .map(p -> known.exposed(p, metadata.getOrDefault(p.sample(), Map.of())))
                .toList(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return Objects.requireNonNull(transactions.execute(_ -> store(made)));
  }

  private Discovery store(Discovery made) {
    return repository.insert(made, FailureSearch.VERSION)
        ? made
        : repository.find(made.evaluation(), FailureSearch.VERSION).orElseThrow();
  }

  List<Discovery> of(ProjectId project, EvaluationId id) {
    return repository.of(evaluations.get(project, id).id());
  }
}
