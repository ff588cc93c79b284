package dev.gyre.data.sample;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.sample.LabelRepository.Locked;
import dev.gyre.data.sample.LabelRepository.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Labels of samples. What a model says is a proposal; what comes from people, simulators and
 * imports is accepted.
 */
@Component
public class Labels {

  private final LabelRepository repository;
  private final Samples samples;
  private final Clock clock;

  Labels(LabelRepository repository, Samples samples, Clock clock) {
    this.repository = repository;
    this.samples = samples;
    this.clock = clock;
  }

  /** What became of a label. */
  public enum Result {
    ACCEPTED,
    PROPOSED,
    /** The sample has this label already. */
    UNCHANGED,
    /** The sample has changed since, and has another label. */
    CONFLICT
  }

  /**
   * @throws PlatformException with {@code CONTRACT_VIOLATION} for a class that the contract does
   *     not have
   */
  public static void requireClass(String className, TaskContract contract) {
    if (contract.indexOf(className) < 0) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "'%s' is no class of the task contract; it has %s"
              .formatted(className, contract.classes()),
          Map.of("field", "class_name"));
    }
  }

  @Transactional
  Sample put(
      ProjectId project, SampleId sample, @Nullable String ifMatch, NewLabel label, String author) {
    long expected = Versioned.parseIfMatch(ifMatch);
    Result result = give(project, sample, revision -> revision == expected, label, author);
    Sample now = samples.get(project, sample);
    if (result == Result.CONFLICT) {
      now.requireMatch(ifMatch);
    }
    return now;
  }

  /**
   * Labels a sample in the caller's transaction. A repetition is harmless.
   *
   * @param revision which revisions the label was meant for
   * @throws PlatformException with {@code NOT_FOUND} if the project has no such sample
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Result give(
      ProjectId project, SampleId sample, IntPredicate revision, NewLabel label, String author) {
    Locked locked =
        repository
            .lock(project, sample)
            .orElseThrow(() -> PlatformException.notFound("sample", sample));
    boolean proposal = label.source() == AnnotationSource.MODEL;
    if (!proposal && label.className().equals(locked.className())) {
      return Result.UNCHANGED;
    }
    if (!revision.test(locked.revision())) {
      return Result.CONFLICT;
    }
    Statement statement =
        new Statement(
            label.className(),
            label.source() == null ? AnnotationSource.HUMAN : label.source(),
            proposal ? AnnotationState.PROPOSED : AnnotationState.ACCEPTED,
            author,
            label.note(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (proposal) {
      repository.propose(project, locked, statement);
      return Result.PROPOSED;
    }
    repository.accept(project, locked, statement);
    return Result.ACCEPTED;
  }
}
