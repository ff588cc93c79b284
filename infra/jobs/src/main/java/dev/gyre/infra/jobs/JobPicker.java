package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobType;
import dev.gyre.infra.jobs.JobQueue.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Gives waiting jobs a lease, in order and within the room of a place. */
final class JobPicker {

  /** How far down the queue a small job may overtake large ones. */
  private static final int WINDOW = 32;

  private final JobQueue queue;
  private final JobDatabase database;
  private final JobProperties properties;

  JobPicker(JobQueue queue, JobDatabase database, JobProperties properties) {
    this.queue = queue;
    this.database = database;
    this.properties = properties;
  }

  /** A job that was given a lease, with the token of its attempt. */
  record Picked(LeasedJob job, String token) {
    @Override
    public String toString() {
      return "Picked[" + job.id() + "]";
    }
  }

  /**
   * Picks jobs to be run on this host.
   *
   * @param slots the most that are picked
   */
  List<Picked> pickHere(Collection<JobType> types, int slots) {
    if (types.isEmpty() || slots < 1) {
      return List.of();
    }
    return inTransaction(() -> {
      JobResources used = queue.lockUsed(properties.host());
      return take(types, slots, properties.capacity().without(used));
    });
  }

  /** Picks jobs to be run by an executor that admits by itself. */
  List<Picked> pickFor(String place, Collection<JobType> types) {
    if (types.isEmpty()) {
      return List.of();
    }
    return inTransaction(
        () -> queue.next(types, WINDOW).stream().map(job -> lease(job, place)).toList());
  }

  private List<Picked> take(Collection<JobType> types, int slots, JobResources free) {
    List<Picked> picked = new ArrayList<>();
    JobResources room = free;
    for (Candidate candidate : queue.next(types, WINDOW)) {
      if (picked.size() == slots) {
        break;
      }
      if (candidate.resources().fitInto(room)) {
        room = room.without(candidate.resources());
        picked.add(lease(candidate, properties.host()));
      } else if (candidate.runAt().plus(properties.patience()).isBefore(database.now())) {
        break; // It has been overtaken long enough: nothing starts before it.
      }
    }
    return picked;
  }

  private Picked lease(Candidate candidate, String place) {
    String token = JobTokens.next();
    return new Picked(queue.lease(candidate.job(), place, properties.lease(), token), token);
  }

  private List<Picked> inTransaction(Supplier<List<Picked>> body) {
    return Objects.requireNonNull(database.transactions().execute(status -> body.get()));
  }
}
