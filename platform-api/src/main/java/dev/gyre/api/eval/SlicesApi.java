package dev.gyre.api.eval;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Slices that people and incidents have made; those of the task contract stand in it. */
@HttpExchange(url = "/api/v1/projects/{project}/slices", accept = "application/json")
public interface SlicesApi {

  /**
   * Makes a slice. An equal one of the same name is answered with the first; may be repeated.
   *
   * @throws dev.gyre.api.PlatformException with {@code ALREADY_EXISTS} if the name stands for
   *     something else; {@code INVALID_FILTER} at its column; {@code NOT_FOUND} for a sample that
   *     the project does not have
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Slice create(@PathVariable ProjectSlug project, @RequestBody NewSlice slice);

  /** Slices, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Slice> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One slice. */
  @GetExchange("/{slice}")
  @Requires(Access.VIEWER)
  Slice get(@PathVariable ProjectSlug project, @PathVariable SliceId slice);

  /** Its samples: of a frozen one in the order of the list, of a live one as they pass now. */
  @GetExchange("/{slice}/samples")
  @Requires(Access.VIEWER)
  Page<SampleId> samples(
      @PathVariable ProjectSlug project,
      @PathVariable SliceId slice,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
