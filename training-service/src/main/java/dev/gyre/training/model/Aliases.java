package dev.gyre.training.model;

import dev.gyre.api.Access;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.AliasMoved;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.Promotion;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The aliases of model lines: where they are, where they were, and who may move them. */
@Component
class Aliases {

  private static final String PROMOTER = "eval";
  private static final String HISTORY = "alias-history of ";

  private final AliasRepository repository;
  private final ModelRepository models;
  private final EventOutbox outbox;
  private final Clock clock;

  Aliases(
      AliasRepository repository,
      ModelRepository models,
      @Qualifier("trainingEvents") EventOutbox outbox,
      Clock clock) {
    this.repository = repository;
    this.models = models;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Which alias of which model. */
  record Target(ProjectId project, String model, String alias) {}

  @Transactional(readOnly = true)
  List<Alias> list(ProjectId project, String model) {
    requireModel(models.find(project, model), model);
    return repository.current(project, model);
  }

  @Transactional(readOnly = true)
  Page<Alias> history(Target target, int limit, @Nullable String cursor) {
    requireModel(models.find(target.project(), target.model()), target.model());
    String list = HISTORY + target.model() + "/" + target.alias();
    UUID before = Cursor.parse(cursor, list, 1).map(last -> last.uuid(0)).orElse(null);
    Page<AliasRepository.Move> page =
        Cursor.page(
            repository.history(target.project(), target.model(), target.alias(), before, limit + 1),
            limit,
            move -> Cursor.after(list, move.id()));
    if (page.items().isEmpty() && before == null) {
      throw PlatformException.notFound("alias", target.alias());
    }
    return page.map(AliasRepository.Move::alias);
  }

  /** A person's move. */
  @Transactional
  Alias move(Caller caller, Target target, AliasMove move) {
    if (ModelsApi.GUARDED_ALIASES.contains(target.alias())) {
      requireGuardian(caller, target.alias(), move);
    }
    UUID line = hold(target, move.version());
    Optional<Alias> current = repository.current(line, target.alias());
    if (current.isPresent() && current.get().version() == move.version()) {
      return current.get();
    }
    return place(
        target,
        line,
        current,
        new Alias(
            target.alias(), move.version(), now(), caller.displayName(), move.reason(), null));
  }

  /**
   * A move for a verdict. One that finds the alias in place still records its verdict, unless it is
   * the one that brought it there.
   */
  @Transactional
  Alias promote(Caller caller, Target target, Promotion promotion) {
    requirePromoter(caller);
    UUID line = hold(target, promotion.version());
    Optional<Alias> current = repository.current(line, target.alias());
    if (current.isPresent()
        && current.get().version() == promotion.version()
        && Objects.equals(current.get().verdict(), promotion.verdict())) {
      return current.get();
    }
    return place(
        target,
        line,
        current,
        new Alias(
            target.alias(),
            promotion.version(),
            now(),
            caller.displayName(),
            "",
            promotion.verdict()));
  }

  /** Only the service that gives verdicts may move an alias for one. */
  private static void requirePromoter(Caller caller) {
    if (!PROMOTER.equals(caller.service())) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED,
          "Only the service '%s' moves aliases for a gate verdict; this is '%s'"
              .formatted(PROMOTER, caller.service()));
    }
  }

  private Alias place(Target target, UUID line, Optional<Alias> current, Alias moved) {
    UUID id = repository.insert(line, moved);
    Integer previous = current.map(Alias::version).orElse(null);
    if (!Objects.equals(previous, moved.version())) {
      outbox.append(
          target.project(),
          AliasMoved.TYPE,
          "model/" + target.model(),
          new AliasMoved(
              target.model(), target.alias(), moved.version(), previous, id, moved.verdict()));
    }
    return moved;
  }

  /** Locks the line, so that moves of its aliases come one after another. */
  private UUID hold(Target target, int version) {
    RegistryNames.require("alias", target.alias());
    UUID line = requireModel(models.lock(target.project(), target.model()), target.model()).id();
    ModelVersion named =
        models
            .version(target.project(), target.model(), version)
            .orElseThrow(
                () -> PlatformException.notFound("model version", target.model() + "/" + version));
    if (named.state() != ModelVersionState.READY) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Version %d of model '%s' is %s; an alias goes to a version that is READY"
              .formatted(version, target.model(), named.state()));
    }
    return line;
  }

  private static void requireGuardian(Caller caller, String alias, AliasMove move) {
    boolean admin =
        caller.serverAdmin() || (caller.role() != null && caller.role().grants(Access.ADMIN));
    if (!admin) {
      throw new PlatformException(
          ErrorCode.PERMISSION_DENIED,
          "Alias '%s' is guarded: it moves for a gate verdict, or for an admin with a reason"
              .formatted(alias),
          Map.of("alias", alias, "required_role", "admin"));
    }
    if (move.reason().isBlank()) {
      throw PlatformException.invalid(
          "reason", move.reason(), "a reason, since alias '%s' is guarded".formatted(alias));
    }
  }

  private static <T> T requireModel(Optional<T> found, String model) {
    return found.orElseThrow(() -> PlatformException.notFound("model", model));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
