package dev.gyre.data.sample;

import dev.gyre.api.data.ImportId;
import dev.gyre.api.monitoring.HarvestId;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.filter.FactSlot;
import dev.gyre.data.filter.FieldSlots;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The only door through which samples come into a project. */
@Component
public class SampleIntake {

  /** How many samples one transaction takes at most, so that people who label never wait long. */
  public static final int MAX_BATCH = 5_000;

  private final SampleStageRepository stage;
  private final FieldSlots slots;
  private final Clock clock;

  SampleIntake(SampleStageRepository stage, FieldSlots slots, Clock clock) {
    this.stage = stage;
    this.slots = slots;
    this.clock = clock;
  }

  /** From how many new samples on {@link #tidy} is worth its seconds. */
  public static final int MANY = 10_000;

  /**
   * Where samples come from.
   *
   * @param fields of the task contract that their metadata was checked against
   * @param author of their labels
   * @param importId absent if no import brings them
   * @param harvest absent if no harvest brings them
   */
  public record Origin(
      ProjectId project,
      List<FieldSpec> fields,
      String author,
      @Nullable ImportId importId,
      @Nullable HarvestId harvest) {}

  /**
   * Adds samples in the caller's transaction, as its last deed. What exists already under its key
   * is left as it is.
   *
   * @param samples at most {@link #MAX_BATCH}, each key once
   * @return in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Intake> add(Origin origin, List<IncomingSample> samples) {
    if (samples.isEmpty() || samples.size() > MAX_BATCH) {
      throw new IllegalArgumentException(
          "%d samples at once; give 1 to %d".formatted(samples.size(), MAX_BATCH));
    }
    ProjectId project = origin.project();
    UUID importId = origin.importId() == null ? null : origin.importId().value();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    stage.lock(project);
    List<FactSlot> columns = slots.ensure(project, origin.fields());
    List<StagedSample> staged = new ArrayList<>();
    samples.forEach(sample -> staged.add(StagedSample.of(staged.size(), sample)));
    stage.fill(staged);
    Map<Integer, Intake> known = stage.takeKnown(project, importId);
    if (known.size() < samples.size()) {
      stage.insertParts(
          new StagedSample.Origin(project, origin.author(), now),
          columns,
          staged.stream().filter(sample -> !known.containsKey(sample.ord())).toList());
      stage.insertSamples(
          project, importId, origin.harvest() == null ? null : origin.harvest().value(), now);
    }
    List<Intake> results = new ArrayList<>();
    for (StagedSample sample : staged) {
      results.add(known.getOrDefault(sample.ord(), new Intake(sample.id(), Intake.Kind.NEW)));
    }
    return results;
  }

  /**
   * To be called after many samples came in. Without it queries are planned for the tables as they
   * were, and read heaps where an index would do, until the database comes to it by itself. Takes
   * seconds for a million samples, and holds up neither readers nor writers.
   */
  @Transactional(propagation = Propagation.NEVER)
  public void tidy() {
    stage.vacuum();
  }
}
