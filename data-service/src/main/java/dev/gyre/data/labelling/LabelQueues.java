package dev.gyre.data.labelling;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskId;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.sample.Labels;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Work for people who label: each task is held by one of them for a while. */
@Component
class LabelQueues {

  static final Duration LEASE = Duration.ofMinutes(10);
  private static final UUID LAST = new UUID(-1, -1);

  private final QueueRepository queues;
  private final TaskRepository tasks;
  private final Labels labels;
  private final Clock clock;

  LabelQueues(QueueRepository queues, TaskRepository tasks, Labels labels, Clock clock) {
    this.queues = queues;
    this.tasks = tasks;
    this.labels = labels;
    this.clock = clock;
  }

  @Transactional
  LabelQueue create(ProjectId project, NewLabelQueue wanted) {
    queues
        .findUnknown(project, wanted.samples())
        .ifPresent(unknown -> {
          throw PlatformException.notFound("sample", unknown);
        });
    LabelQueueId id = LabelQueueId.next();
    queues.insert(project, id, wanted, now());
    tasks.insert(id, wanted.samples());
    return get(project, id);
  }

  @Transactional(readOnly = true)
  LabelQueue get(ProjectId project, LabelQueueId id) {
    return queues
        .find(project, id, now())
        .orElseThrow(() -> PlatformException.notFound("label queue", id));
  }

  @Transactional(readOnly = true)
  Page<LabelQueue> list(ProjectId project, int limit, @Nullable String cursor) {
    String list = "label-queues";
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(LAST);
    return Cursor.page(
        queues.list(project, before, limit + 1, now()),
        limit,
        queue -> Cursor.after(list, queue.id()));
  }

  @Transactional(readOnly = true)
  Page<LabelTask> tasks(
      ProjectId project,
      LabelQueueId queue,
      @Nullable LabelTaskState state,
      int limit,
      @Nullable String cursor) {
    get(project, queue);
    String list = "label-tasks/%s/%s".formatted(queue, state);
    int after = Cursor.parse(cursor, list, 1).map(place -> (int) place.number(0)).orElse(-1);
    return Cursor.page(
            tasks.list(queue, state, after, limit + 1, now()),
            limit,
            placed -> Cursor.after(list, placed.ord()))
        .map(TaskRepository.Placed::task);
  }

  @Transactional
  LabelTask lease(Caller caller, LabelQueueId queue) {
    get(caller.requireProject(), queue);
    String holder = caller.displayName();
    LabelTask task =
        tasks
            .next(queue, holder, now())
            .orElseThrow(() -> PlatformException.notFound("open task in label queue", queue));
    tasks.lease(task.id(), holder, now().plus(LEASE));
    return lock(queue, task.id());
  }

  @Transactional
  LabelTask submit(Caller caller, LabelQueueId queue, LabelTaskId id, NewLabel label) {
    ProjectId project = caller.requireProject();
    get(project, queue);
    LabelTask task = lock(queue, id);
    if (task.state() == LabelTaskState.SUBMITTED) {
      return requireSame(task, label);
    }
    if (task.leasedBy() != null && !task.leasedBy().equals(caller.displayName())) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "'%s' holds this task until %s; lease another one"
              .formatted(task.leasedBy(), task.leaseUntil()));
    }
    labels.give(project, task.sample(), _ -> true, label, caller.displayName());
    tasks.submit(queue, task.sample(), label.className(), now());
    return lock(queue, id);
  }

  private static LabelTask requireSame(LabelTask task, NewLabel label) {
    if (!label.className().equals(task.className())) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "This task was submitted as '%s' already; label the sample itself to change it"
              .formatted(task.className()));
    }
    return task;
  }

  private LabelTask lock(LabelQueueId queue, LabelTaskId id) {
    return tasks
        .lock(queue, id, now())
        .orElseThrow(() -> PlatformException.notFound("label task", id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
