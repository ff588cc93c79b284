package dev.gyre.eval.slice;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.eval.NewSlice;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Slices that people and incidents have made. */
@Component
public class Slices {

  private static final String LIST = "slices";
  private static final String SAMPLES = "slice-samples";
  private static final UUID END = new UUID(-1, -1);
  private static final int MOST_SAMPLES = 10_000;

  private final SliceRepository repository;
  private final SamplesApi samples;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Slices(
      SliceRepository repository,
      SamplesApi samples,
      PlatformTransactionManager manager,
      Clock clock) {
    this.repository = repository;
    this.samples = samples;
    this.transactions = new TransactionTemplate(manager);
    this.clock = clock;
  }

  Slice create(ProjectId project, ProjectSlug slug, NewSlice wanted) {
    List<SampleId> frozen = wanted.samples() == null ? List.of() : wanted.samples();
    SliceRepository.Entry entry = entry(slug, wanted, frozen);
    return Objects.requireNonNull(transactions.execute(_ -> store(project, entry, frozen)));
  }

  private SliceRepository.Entry entry(ProjectSlug slug, NewSlice wanted, List<SampleId> frozen) {
    frozen.forEach(sample -> samples.get(slug, sample));
    String filter = wanted.filter();
    int passing = filter == null ? 0 : samples.count(slug, filter).count();
    Slice slice =
        new Slice(
            SliceId.next(),
            wanted.name(),
            frozen.isEmpty() ? SliceState.LIVE : SliceState.FROZEN,
            filter,
            frozen.isEmpty() ? passing : frozen.size(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return new SliceRepository.Entry(slice, CanonicalJson.digest(content(filter, frozen)));
  }

  private static Object content(@Nullable String filter, List<SampleId> frozen) {
    if (filter == null) {
      return frozen;
    }
    return frozen.isEmpty() ? filter : new Both(filter, frozen);
  }

  private record Both(String filter, List<SampleId> samples) {}

  private Slice store(ProjectId project, SliceRepository.Entry entry, List<SampleId> frozen) {
    if (repository.insert(project, entry)) {
      repository.insertSamples(entry.slice().id(), frozen);
      return entry.slice();
    }
    SliceRepository.Entry first = repository.find(project, entry.slice().name()).orElseThrow();
    if (!first.content().equals(entry.content())) {
      throw new PlatformException(
          ErrorCode.ALREADY_EXISTS,
          "The slice '%s' exists already with other samples; take another name"
              .formatted(entry.slice().name()));
    }
    return first.slice();
  }

  @Transactional(readOnly = true)
  Page<Slice> list(ProjectId project, int limit, @Nullable String cursor) {
    UUID before = Cursor.parse(cursor, LIST, 1).map(place -> place.uuid(0)).orElse(END);
    return Cursor.page(
        repository.list(project, before, limit + 1),
        limit,
        slice -> Cursor.after(LIST, slice.id()));
  }

  /** One that the project has. */
  @Transactional(readOnly = true)
  public Slice get(ProjectId project, SliceId id) {
    return repository
        .find(project, id)
        .map(SliceRepository.Entry::slice)
        .orElseThrow(() -> PlatformException.notFound("slice", id));
  }

  /** The whole list of a frozen slice. */
  @Transactional(readOnly = true)
  public List<SampleId> frozen(SliceId id) {
    return repository.samples(id, 0, MOST_SAMPLES);
  }

  /** Not transactional: a live slice is asked for at data. */
  Page<SampleId> samples(ProjectSlug slug, Slice slice, int limit, @Nullable String cursor) {
    if (slice.state() == SliceState.LIVE) {
      return samples
          .list(slug, Objects.requireNonNull(slice.filter()), limit, cursor)
          .map(Sample::id);
    }
    String list = SAMPLES + " " + slice.id();
    long after = Cursor.parse(cursor, list, 1).map(place -> place.number(0)).orElse(0L);
    List<SampleId> found = repository.samples(slice.id(), after, limit + 1);
    return Cursor.page(found, limit, _ -> Cursor.after(list, after + limit));
  }
}
