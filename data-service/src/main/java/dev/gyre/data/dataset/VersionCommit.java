package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionCommitted;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.filter.FilterColumns;
import dev.gyre.data.filter.Filters;
import dev.gyre.data.filter.SqlFilter;
import dev.gyre.infra.postgres.EventOutbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a version of what a project's samples are at one moment. */
@Component
class VersionCommit {

  private final DatasetRepository datasets;
  private final VersionRepository versions;
  private final EntryRepository entries;
  private final CommitRepository tables;
  private final Splits splits;
  private final Filters filters;
  private final EventOutbox events;
  private final Clock clock;

  VersionCommit(
      DatasetRepository datasets,
      VersionRepository versions,
      EntryRepository entries,
      CommitRepository tables,
      Splits splits,
      Filters filters,
      @Qualifier("dataEvents") EventOutbox events,
      Clock clock) {
    this.datasets = datasets;
    this.versions = versions;
    this.entries = entries;
    this.tables = tables;
    this.splits = splits;
    this.filters = filters;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Commits in the caller's transaction, or gives the newest version if nothing has changed.
   *
   * @throws PlatformException with {@code STALE_VERSION} if the parent has moved, {@code
   *     WRONG_STATE} if there would be no member
   */
  @Transactional(propagation = Propagation.MANDATORY)
  DatasetVersion commit(ProjectId project, CommitInput input) {
    Dataset dataset = datasets.lock(input.dataset());
    NewDatasetVersion wanted = input.version();
    requireParent(dataset, wanted.expectedParent());
    Optional<VersionRow> parent = versions.findNewest(dataset.id());
    long counter = tables.counter(project);
    CommitRepository.Scope scope =
        new CommitRepository.Scope(
            project,
            dataset.id(),
            since(parent, input),
            input.contract().contract().task(),
            input.contract().contract().classes(),
            wanted.split().field());
    SqlFilter filter =
        filters.compile(
            wanted.filter(), input.contract().contract(), project, FilterColumns.SAMPLES);
    int number = dataset.newest() + 1;
    boolean changed = write(scope, filter, wanted, number);
    if (!changed
        && parent.isPresent()
        && parent.get().version().contractDigest().equals(input.contract().digest())) {
      return parent.get().version();
    }
    DatasetVersion version = describe(dataset, input, number);
    versions.insert(
        new VersionRow(dataset.id(), version, blankToNull(wanted.filter()), counter, null));
    datasets.setNewest(dataset.id(), number);
    events.append(
        project,
        DatasetVersionCommitted.TYPE,
        "dataset_version/" + version.id(),
        DatasetVersionCommitted.of(
            version,
            parent.map(row -> row.version().ref()).orElse(null),
            tables.imports(),
            tables.harvests()));
    return version;
  }

  private static void requireParent(Dataset dataset, @Nullable Integer expected) {
    if (expected != null && expected != dataset.newest()) {
      throw new PlatformException(
          ErrorCode.STALE_VERSION,
          "The newest version of '%s' is %d, not %d: look at it and commit again"
              .formatted(dataset.name(), dataset.newest(), expected));
    }
  }

  /** By the same filter and contract, only samples that changed since the parent can differ. */
  private static long since(Optional<VersionRow> parent, CommitInput input) {
    return parent
        .filter(row -> Objects.equals(row.filter(), blankToNull(input.version().filter())))
        .filter(row -> row.version().contractDigest().equals(input.contract().digest()))
        .map(VersionRow::changed)
        .orElse(-1L);
  }

  private boolean write(
      CommitRepository.Scope scope, SqlFilter filter, NewDatasetVersion wanted, int number) {
    tables.create();
    tables.findCandidates(scope, filter);
    int removed = tables.closeRemoved(scope, number);
    int changed = tables.replaceChanged(scope, number);
    int added = tables.findNew(scope, wanted.split().stratify());
    splits.give(scope, wanted);
    tables.insertNew(scope, number);
    return removed + changed + added > 0;
  }

  private DatasetVersion describe(Dataset dataset, CommitInput input, int number) {
    EntryRepository.Summary summary = entries.summarize(dataset.id(), number);
    if (summary.digest().count() == 0) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Dataset '%s' would have no member: no sample with %s passes the filter"
              .formatted(dataset.name(), truth(input.contract().contract().task())));
    }
    Digest contract = input.contract().digest();
    return new DatasetVersion(
        DatasetVersionId.next(),
        new DatasetRef(dataset.name(), number),
        summary.digest().of(contract),
        input.contract().number(),
        contract,
        summary.bySplit(),
        summary.byClass(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        input.createdBy());
  }

  private static String truth(TaskKind task) {
    return switch (task) {
      case CLASSIFICATION -> "an accepted label";
      case SEGMENTATION -> "the scope CHECKED and an accepted label map";
    };
  }

  static @Nullable String blankToNull(@Nullable String filter) {
    return filter == null || filter.isBlank() ? null : filter;
  }
}
