package dev.gyre.data.dataset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Datasets of a project. */
@Component
class Datasets {

  private static final String LIST = "datasets";

  private final DatasetRepository repository;
  private final Clock clock;

  Datasets(DatasetRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Transactional
  Dataset create(ProjectId project, NewDataset wanted) {
    Dataset dataset =
        new Dataset(
            DatasetId.next(), wanted.name(), 0, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (!repository.insert(project, dataset)) {
      throw new PlatformException(
          ErrorCode.ALREADY_EXISTS, "The dataset '%s' exists already".formatted(wanted.name()));
    }
    return dataset;
  }

  @Transactional(readOnly = true)
  Dataset get(ProjectId project, String name) {
    return repository
        .find(project, name)
        .orElseThrow(() -> PlatformException.notFound("dataset", name));
  }

  @Transactional(readOnly = true)
  Page<Dataset> list(ProjectId project, int limit, @Nullable String cursor) {
    String after = Cursor.parse(cursor, LIST, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
        repository.list(project, after, limit + 1),
        limit,
        dataset -> Cursor.after(LIST, dataset.name()));
  }
}
