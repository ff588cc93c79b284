package dev.gyre.monitoring.work;

import dev.gyre.api.Page;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.monitoring.HarvestedSample;
import dev.gyre.api.monitoring.HarvestsApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.harvest.Harvests;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class HarvestController implements HarvestsApi {

  private final Harvests harvests;

  HarvestController(Harvests harvests) {
    this.harvests = harvests;
  }

  @Override
  public Page<HarvestedSample> list(
      ProjectSlug project, SampleId sample, int limit, @Nullable String cursor) {
    return harvests.ofSample(
        Callers.current().requireProject(), sample, Page.checkLimit(limit), cursor);
  }
}
