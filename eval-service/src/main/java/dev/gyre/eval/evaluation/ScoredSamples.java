package dev.gyre.eval.evaluation;

import dev.gyre.api.data.Membership;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.eval.ScoredSample;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Where a sample was scored. A prediction set covers a whole split but for its named rejects, so
 * the splits that hold the sample lead to it by index.
 */
@Component
class ScoredSamples {

  private final ScoredSampleRepository repository;
  private final SamplesApi samples;

  ScoredSamples(ScoredSampleRepository repository, SamplesApi samples) {
    this.repository = repository;
    this.samples = samples;
  }

  /** Asks the data service, so outside any transaction. */
  List<ScoredSample> find(ProjectId project, ProjectSlug slug, SampleId id) {
    Sample sample = samples.get(slug, id);
    List<Membership> memberships = samples.memberships(slug, id);
    return memberships.isEmpty() ? List.of() : repository.find(project, sample.key(), memberships);
  }
}
