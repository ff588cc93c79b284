package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Preparations of a project; an equal one is the first one. */
@Component
class Preparations {

  private static final String LIST = "preparations";
  private static final UUID LAST = new UUID(-1, -1);

  private final PreparationRepository repository;
  private final Clock clock;

  Preparations(PreparationRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  @Transactional
  Preparation create(ProjectId project, NewPreparation wanted) {
    Digest digest = CanonicalJson.digest(wanted.spec());
    Preparation preparation =
        new Preparation(
            PreparationId.next(),
            wanted.name(),
            digest,
            wanted.spec(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (repository.insert(project, preparation)) {
      return preparation;
    }
    return repository
        .findEqual(project, digest)
        .orElseThrow(() ->
            new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "The preparation '%s' exists already with another spec".formatted(wanted.name())));
  }

  @Transactional(readOnly = true)
  Preparation get(ProjectId project, PreparationId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("preparation", id));
  }

  @Transactional(readOnly = true)
  Page<Preparation> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
        repository.list(project, before, limit + 1), limit, item -> Cursor.after(LIST, item.id()));
  }
}
