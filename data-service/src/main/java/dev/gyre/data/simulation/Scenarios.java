package dev.gyre.data.simulation;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.scenes.scenario.ScenarioException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Scenarios of a project; an equal one is the first one. */
@Component
class Scenarios {

  private static final String LIST = "scenarios";
  private static final int MAX_CHARACTERS = 100_000;
  private static final UUID LAST = new UUID(-1, -1);

  private final ScenarioRepository repository;
  private final Clock clock;

  Scenarios(ScenarioRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** The reader is that of the workers, so that no scenario is kept which they refuse. */
  @Transactional
  Scenario create(ProjectId project, JsonNode document) {
    dev.gyre.scenes.scenario.Scenario read = read(document);
    Digest digest = new Digest(read.hash());
    repository.lock(project);
    return repository
        .findEqual(project, digest)
        .orElseGet(() -> {
          Scenario scenario =
              new Scenario(
                  ScenarioId.next(),
                  read.name(),
                  repository.newest(project, read.name()) + 1,
                  digest,
                  document,
                  clock.instant().truncatedTo(ChronoUnit.MICROS));
          repository.insert(project, scenario);
          return scenario;
        });
  }

  /** What a document says. */
  static dev.gyre.scenes.scenario.Scenario read(JsonNode document) {
    String text = document.toString();
    if (text.length() > MAX_CHARACTERS) {
      throw PlatformException.invalid(
          "document", text.length() + " characters", "at most " + MAX_CHARACTERS);
    }
    try {
      return dev.gyre.scenes.scenario.Scenario.parse(text);
    } catch (ScenarioException e) {
      throw PlatformException.invalid("document", e.getMessage(), "a scenario by its schema");
    }
  }

  @Transactional(readOnly = true)
  Scenario get(ProjectId project, ScenarioId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("scenario", id));
  }

  @Transactional(readOnly = true)
  Page<Scenario> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
        repository.list(project, before, limit + 1), limit, item -> Cursor.after(LIST, item.id()));
  }
}
