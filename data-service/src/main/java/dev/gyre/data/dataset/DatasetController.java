package dev.gyre.data.dataset;

import dev.gyre.api.Page;
import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class DatasetController implements DatasetsApi {

  private final Datasets datasets;

  DatasetController(Datasets datasets) {
    this.datasets = datasets;
  }

  @Override
  public Dataset create(ProjectSlug project, NewDataset dataset) {
    return datasets.create(Callers.current().requireProject(), dataset);
  }

  @Override
  public Page<Dataset> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return datasets.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Dataset get(ProjectSlug project, String dataset) {
    return datasets.get(Callers.current().requireProject(), dataset);
  }
}
