package dev.gyre.eval.slice;

import dev.gyre.api.Page;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SlicesApi;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SliceController implements SlicesApi {

  private final Slices slices;

  SliceController(Slices slices) {
    this.slices = slices;
  }

  @Override
  public Slice create(ProjectSlug project, NewSlice slice) {
    return slices.create(Callers.current().requireProject(), project, slice);
  }

  @Override
  public Page<Slice> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return slices.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Slice get(ProjectSlug project, SliceId slice) {
    return slices.get(Callers.current().requireProject(), slice);
  }

  @Override
  public Page<SampleId> samples(
      ProjectSlug project, SliceId slice, int limit, @Nullable String cursor) {
    ProjectId id = Callers.current().requireProject();
    return slices.samples(project, slices.get(id, slice), Page.checkLimit(limit), cursor);
  }
}
