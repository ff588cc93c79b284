package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Datasets of a project. */
@HttpExchange(url = "/api/v1/projects/{project}/datasets", accept = "application/json")
public interface DatasetsApi {

  /** Makes an empty dataset. Fails with {@code ALREADY_EXISTS} if the name is taken. */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Dataset create(@PathVariable ProjectSlug project, @RequestBody NewDataset dataset);

  /** The datasets by name. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Dataset> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One dataset by name. */
  @GetExchange("/{dataset}")
  @Requires(Access.VIEWER)
  Dataset get(@PathVariable ProjectSlug project, @PathVariable String dataset);
}
