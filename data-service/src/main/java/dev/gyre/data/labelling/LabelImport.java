package dev.gyre.data.labelling;

import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.sample.Labels;
import dev.gyre.infra.security.Caller;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes labels back that were made elsewhere. Each row has its effect once, however often sent. */
@Component
class LabelImport {

  /** Rows of one transaction: others who label wait for no more. */
  private static final int BATCH = 200;

  private final LabelQueues queues;
  private final TaskRepository tasks;
  private final Labels labels;
  private final TransactionTemplate transactions;
  private final Clock clock;

  LabelImport(
      LabelQueues queues,
      TaskRepository tasks,
      Labels labels,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.queues = queues;
    this.tasks = tasks;
    this.labels = labels;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** What came of one row; a reject says which of the two kinds. */
  private record Outcome(Labels.@Nullable Result result, @Nullable Reject reject) {}

  /**
   * @param contract that the classes must be of
   */
  LabelImportReport take(
      Caller caller, LabelQueueId queue, TaskContract contract, InputStream csv) {
    queues.get(caller.requireProject(), queue);
    List<LabelFile.Line> lines = LabelFile.read(csv);
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += BATCH) {
      List<LabelFile.Line> batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
      outcomes.addAll(
          Objects.requireNonNull(
              transactions.execute(
                  _ -> batch.stream().map(line -> take(caller, queue, contract, line)).toList())));
    }
    return report(outcomes);
  }

  private Outcome take(
      Caller caller, LabelQueueId queue, TaskContract contract, LabelFile.Line line) {
    ProjectId project = caller.requireProject();
    if (line.className().isEmpty()) {
      return new Outcome(Labels.Result.UNCHANGED, null);
    }
    if (contract.indexOf(line.className()) < 0) {
      return reject(line, "UNKNOWN_CLASS", "'%s' is no class".formatted(line.className()));
    }
    Optional<SampleId> sample = tasks.findSample(queue, line.key());
    if (sample.isEmpty()) {
      return reject(line, "UNKNOWN_KEY", "The queue has no sample of this key");
    }
    Optional<IntPredicate> revision = revision(line);
    if (revision.isEmpty()) {
      return reject(line, "BAD_REVISION", "'%s' is no whole number".formatted(line.revision()));
    }
    NewLabel label = new NewLabel(line.className(), AnnotationSource.HUMAN, null);
    Labels.Result result =
        labels.give(project, sample.get(), revision.get(), label, caller.displayName());
    if (result == Labels.Result.CONFLICT) {
      return new Outcome(
          result,
          new Reject(
              line.key(),
              "REVISION_CHANGED",
              "The sample is not at revision %s any more and has another label"
                  .formatted(line.revision())));
    }
    tasks.submit(
        queue, sample.get(), line.className(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return new Outcome(result, null);
  }

  private static Outcome reject(LabelFile.Line line, String reason, String detail) {
    return new Outcome(null, new Reject(line.key(), reason, detail));
  }

  /** Without the column any revision will do. */
  private static Optional<IntPredicate> revision(LabelFile.Line line) {
    if (line.revision().isEmpty()) {
      return Optional.of(_ -> true);
    }
    try {
      int expected = Integer.parseInt(line.revision());
      return Optional.of(revision -> revision == expected);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static LabelImportReport report(List<Outcome> outcomes) {
    List<Reject> conflicts = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    int accepted = 0;
    int unchanged = 0;
    for (Outcome outcome : outcomes) {
      if (outcome.reject() != null) {
        (outcome.result() == Labels.Result.CONFLICT ? conflicts : rejects).add(outcome.reject());
      } else if (outcome.result() == Labels.Result.UNCHANGED) {
        unchanged++;
      } else {
        accepted++;
      }
    }
    return new LabelImportReport(accepted, unchanged, conflicts, rejects);
  }
}
