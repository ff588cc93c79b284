package dev.gyre.eval.comparison;

import dev.gyre.api.Page;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.ComparisonsApi;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.NewComparison;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ComparisonController implements ComparisonsApi {

  private final Comparisons comparisons;

  ComparisonController(Comparisons comparisons) {
    this.comparisons = comparisons;
  }

  @Override
  public Comparison create(ProjectSlug project, NewComparison comparison) {
    return comparisons.create(Callers.current().requireProject(), project, comparison);
  }

  @Override
  public Page<Comparison> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return comparisons.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Comparison get(ProjectSlug project, ComparisonId comparison) {
    return comparisons.get(Callers.current().requireProject(), comparison);
  }

  @Override
  public Page<Flip> flips(
      ProjectSlug project,
      ComparisonId comparison,
      @Nullable FlipKind kind,
      int limit,
      @Nullable String cursor) {
    return comparisons.flips(
        Callers.current().requireProject(), comparison, kind, Page.checkLimit(limit), cursor);
  }
}
