package dev.gyre.data.sample;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleCount;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.filter.FilterColumns;
import dev.gyre.data.filter.Filters;
import dev.gyre.data.filter.SqlFilter;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.DatabaseErrors;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Samples of a project, to be read. */
@Component
public class Samples {

  private static final int COUNT_SECONDS = 3;
  private static final int COUNT_ROUGHLY = 10_000;

  private final SampleRepository repository;
  private final Filters filters;

  Samples(SampleRepository repository, Filters filters) {
    this.repository = repository;
    this.filters = filters;
  }

  /**
   * Which samples: a filter with the contract that types it.
   *
   * @param contract asked only if there is a filter
   */
  record Query(@Nullable String filter, Supplier<TaskContract> contract) {}

  /** Compiles before any transaction: the contract comes from another service. */
  Page<Sample> list(ProjectId project, Query query, int limit, @Nullable String cursor) {
    SqlFilter filter = compile(project, query);
    String list = "samples/" + (query.filter() == null ? "" : query.filter());
    String after = Cursor.parse(cursor, list, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
        repository.list(project, filter, after, limit + 1),
        limit,
        sample -> Cursor.after(list, sample.key()));
  }

  SampleCount count(ProjectId project, Query query) {
    SqlFilter filter = compile(project, query);
    try {
      return new SampleCount(
          repository.count(project, filter, Integer.MAX_VALUE, COUNT_SECONDS), true);
    } catch (DataAccessException e) {
      if (!tookTooLong(e)) {
        throw e;
      }
    }
    return countRoughly(project, filter);
  }

  private SampleCount countRoughly(ProjectId project, SqlFilter filter) {
    try {
      return new SampleCount(
          repository.count(project, filter, COUNT_ROUGHLY, COUNT_SECONDS), false);
    } catch (DataAccessException e) {
      if (tookTooLong(e)) {
        return new SampleCount(0, false);
      }
      throw e;
    }
  }

  private static boolean tookTooLong(DataAccessException e) {
    return DatabaseErrors.translate(e)
        .filter(translated -> translated.code() == ErrorCode.CAPACITY)
        .isPresent();
  }

  private SqlFilter compile(ProjectId project, Query query) {
    return query.filter() == null || query.filter().isBlank()
        ? SqlFilter.ALL
        : filters.compile(query.filter(), query.contract().get(), project, FilterColumns.SAMPLES);
  }

  /**
   * One sample.
   *
   * @throws PlatformException with {@code NOT_FOUND}
   */
  @Transactional(readOnly = true)
  public Sample get(ProjectId project, SampleId sample) {
    return repository
        .find(project, sample)
        .orElseThrow(() -> PlatformException.notFound("sample", sample));
  }

  /**
   * Those of the samples that the project has, at most {@link Page#MAX_LIMIT} at a call, in the
   * order asked for.
   */
  @Transactional(readOnly = true)
  public List<Sample> getAll(ProjectId project, Collection<SampleId> samples) {
    Map<SampleId, Sample> found =
        repository.findAll(project, samples).stream()
            .collect(Collectors.toMap(Sample::id, Function.identity()));
    return samples.stream().filter(found::containsKey).map(found::get).toList();
  }

  @Transactional(readOnly = true)
  StreamItem stream(ProjectId project, SampleId sample, String stream) {
    return repository
        .findStream(project, sample, stream)
        .orElseThrow(() -> PlatformException.notFound("stream of sample " + sample, stream));
  }

  @Transactional(readOnly = true)
  List<Membership> memberships(ProjectId project, SampleId sample) {
    get(project, sample);
    return repository.memberships(project, sample);
  }
}
