package dev.gyre.api.training;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The model registry: model lines, their versions, and the aliases on them. */
@HttpExchange(url = "/api/v1/projects/{project}/models", accept = "application/json")
public interface ModelsApi {

  /** Aliases that only a gate verdict, or an admin with a reason, may move. */
  List<String> GUARDED_ALIASES = List.of("champion", "candidate");

  /** The model lines, by name. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Model> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One model line. */
  @GetExchange("/{model}")
  @Requires(Access.VIEWER)
  Model get(@PathVariable ProjectSlug project, @PathVariable String model);

  /** The versions of a model, newest first. */
  @GetExchange("/{model}/versions")
  @Requires(Access.VIEWER)
  Page<ModelVersion> versions(
      @PathVariable ProjectSlug project,
      @PathVariable String model,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One version. */
  @GetExchange("/{model}/versions/{version}")
  @Requires(Access.VIEWER)
  ModelVersion version(
      @PathVariable ProjectSlug project, @PathVariable String model, @PathVariable int version);

  /**
   * The bytes of a version's package; the caller closes the stream. They are checked against the
   * digest while they are read: damaged ones break the stream off with {@code DEPENDENCY}.
   */
  @GetExchange(url = "/{model}/versions/{version}/package", accept = "application/octet-stream")
  @Requires(Access.VIEWER)
  InputStream modelPackage(
      @PathVariable ProjectSlug project, @PathVariable String model, @PathVariable int version);

  /** The aliases of a model as they stand, by name. */
  @GetExchange("/{model}/aliases")
  @Requires(Access.VIEWER)
  List<Alias> aliases(@PathVariable ProjectSlug project, @PathVariable String model);

  /**
   * Moves an alias, or makes it. Moving it to where it is changes nothing. A guarded one ({@link
   * #GUARDED_ALIASES}) demands an admin and a reason.
   *
   * @param alias 1 to 64 letters, digits and {@code . _ -}, beginning with a letter or digit
   * @throws dev.gyre.api.PlatformException with {@code PERMISSION_DENIED} if it is guarded and the
   *     caller no admin; {@code NOT_FOUND} if the model has no such version; {@code WRONG_STATE} if
   *     the version is not ready
   */
  @PutExchange("/{model}/aliases/{alias}")
  @Requires(Access.ENGINEER)
  Alias moveAlias(
      @PathVariable ProjectSlug project,
      @PathVariable String model,
      @PathVariable String alias,
      @RequestBody AliasMove move);

  /** Every place that an alias has had, newest first. */
  @GetExchange("/{model}/aliases/{alias}/history")
  @Requires(Access.VIEWER)
  Page<Alias> aliasHistory(
      @PathVariable ProjectSlug project,
      @PathVariable String model,
      @PathVariable String alias,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
