package dev.gyre.eval.comparison;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.eval.evaluation.Evaluations;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictionReader;
import dev.gyre.eval.predictionset.PredictionSets;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.eval.slice.SliceResolver;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Two models on the same samples: compared once, read many times. */
@Component
public class Comparisons {

  private static final String LIST = "comparisons";
  private static final UUID END = new UUID(-1, -1);

  private final ComparisonRepository repository;
  private final Evaluations evaluations;
  private final PredictionSets predictions;
  private final PredictionReader reader;
  private final SliceResolver slices;
  private final TaskContractsApi contracts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Comparisons(
      ComparisonRepository repository,
      Evaluations evaluations,
      PredictionSets predictions,
      PredictionReader reader,
      SliceResolver slices,
      TaskContractsApi contracts,
      PlatformTransactionManager manager,
      Clock clock) {
    this.repository = repository;
    this.evaluations = evaluations;
    this.predictions = predictions;
    this.reader = reader;
    this.slices = slices;
    this.contracts = contracts;
    this.transactions = new TransactionTemplate(manager);
    this.clock = clock;
  }

  /**
   * The comparison of these evaluations: the first one, or a new one. Asks peers: no transaction.
   *
   * @throws PlatformException with {@code NOT_FOUND}; {@code WRONG_STATE} if one is not done, or if
   *     they do not have the same samples
   */
  public Comparison create(ProjectId project, ProjectSlug slug, NewComparison asked) {
    Evaluation champion = evaluations.requireDone(project, asked.champion());
    Evaluation candidate = evaluations.requireDone(project, asked.candidate());
    requireSameSplit(champion, candidate);
    Digest identity = CanonicalJson.digest(asked);
    Optional<Comparison> first = repository.find(project, identity);
    if (first.isPresent()) {
      return first.get();
    }
    TaskContract contract = contracts.get(slug, candidate.contractNumber()).contract();
    Pairing pairing =
        Pairing.of(read(project, champion, contract), read(project, candidate, contract));
    Comparison made = compare(project, slug, asked, candidate, pairing, contract);
    return Objects.requireNonNull(
        transactions.execute(_ -> store(project, identity, made, pairing, contract.classes())));
  }

  private static void requireSameSplit(Evaluation champion, Evaluation candidate) {
    if (!champion.dataset().equals(candidate.dataset())
        || champion.split() != candidate.split()
        || !champion.classes().equals(candidate.classes())) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "The champion was evaluated on %s %s and the candidate on %s %s; evaluate both on one dataset version, split and set of classes"
              .formatted(
                  champion.dataset(), champion.split(), candidate.dataset(), candidate.split()));
    }
  }

  private List<Predicted> read(ProjectId project, Evaluation evaluation, TaskContract contract) {
    return reader.read(predictions.get(project, evaluation.predictionSet()), contract);
  }

  private Comparison compare(
      ProjectId project,
      ProjectSlug slug,
      NewComparison asked,
      Evaluation candidate,
      Pairing pairing,
      TaskContract contract) {
    SliceResolver.Place place =
        new SliceResolver.Place(project, slug, candidate.dataset(), candidate.split());
    List<ResolvedSlice> resolved = new ArrayList<>(slices.ofContract(place, contract));
    resolved.addAll(slices.named(place, asked.slices()));
    MetricPairs metrics =
        switch (contract.task()) {
          case CLASSIFICATION -> new ClassPairs(pairing, contract.classes().size());
          case SEGMENTATION -> new MaskPairs(pairing, contract);
        };
    return new Comparison(
        ComparisonId.next(),
        asked.champion(),
        asked.candidate(),
        candidate.dataset(),
        candidate.split(),
        pairing.flips(),
        metrics.differences(),
        resolved.stream().map(slice -> flips(slice, pairing, metrics, contract)).toList(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private static SliceFlips flips(
      ResolvedSlice slice, Pairing pairing, MetricPairs metrics, TaskContract contract) {
    Pairing members = pairing.of(slice, contract.classes());
    return members.flips(slice, metrics.iou(slice, members));
  }

  private Comparison store(
      ProjectId project, Digest identity, Comparison made, Pairing pairing, List<String> classes) {
    if (!repository.insert(project, identity, made)) {
      return repository.find(project, identity).orElseThrow();
    }
    repository.insertFlips(
        made.id(), pairing.samples().stream().map(pair -> pair.flip(classes)).toList());
    return made;
  }

  @Transactional(readOnly = true)
  Page<Comparison> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(END);
    return Cursor.page(
        repository.list(project, before, limit + 1),
        limit,
        comparison -> Cursor.after(LIST, comparison.id()));
  }

  @Transactional(readOnly = true)
  Comparison get(ProjectId project, ComparisonId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("comparison", id));
  }

  @Transactional(readOnly = true)
  Page<Flip> flips(
      ProjectId project,
      ComparisonId id,
      @Nullable FlipKind kind,
      int limit,
      @Nullable String cursor) {
    String list = "flips %s %s".formatted(get(project, id).id(), kind);
    String after = Cursor.parse(cursor, list, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
        repository.flips(id, kind, after, limit + 1),
        limit,
        flip -> Cursor.after(list, flip.key()));
  }
}
