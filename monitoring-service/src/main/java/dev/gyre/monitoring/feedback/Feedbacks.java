package dev.gyre.monitoring.feedback;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackId;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.security.Caller;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Feedback: stored for good, matched now or when its prediction is seen. */
@Component
class Feedbacks {

  private static final String LIST = "feedback";

  private final FeedbackRepository repository;
  private final FeedbackMatching matching;
  private final Monitors monitors;
  private final Exposures exposures;
  private final TaskContractsApi contracts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Feedbacks(
      FeedbackRepository repository,
      FeedbackMatching matching,
      Monitors monitors,
      Exposures exposures,
      TaskContractsApi contracts,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.repository = repository;
    this.matching = matching;
    this.monitors = monitors;
    this.exposures = exposures;
    this.contracts = contracts;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  FeedbackReceipt give(Caller caller, ProjectSlug slug, List<NewFeedback> batch) {
    if (batch.isEmpty() || batch.size() > FeedbackApi.MAX_BATCH) {
      throw PlatformException.invalid(
          "feedback",
          batch.size() + " entries",
          "1 to %d entries".formatted(FeedbackApi.MAX_BATCH));
    }
    if (batch.stream().anyMatch(Objects::isNull)) {
      throw PlatformException.invalid("feedback", "an entry that is null", "without empty entries");
    }
    Set<String> classes = classes(slug);
    SortedMap<String, Watch> watches = watches(caller.requireProject(), slug, batch);
    List<Reject> rejects = new ArrayList<>();
    SortedMap<String, List<NewFeedback>> accepted = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      NewFeedback each = batch.get(i);
      if (!watches.containsKey(each.endpoint())) {
        rejects.add(reject(i, "UNKNOWN_ENDPOINT", "There is no endpoint '%s'", each.endpoint()));
      } else if (!classes.contains(each.className())) {
        rejects.add(
            reject(i, "UNKNOWN_CLASS", "The task contract has no class '%s'", each.className()));
      } else {
        accepted.computeIfAbsent(each.endpoint(), name -> new ArrayList<>()).add(each);
      }
    }
    Integer waiting =
        transactions.execute(_ ->
            accepted.entrySet().stream()
                .mapToInt(entry ->
                    store(
                        caller,
                        Objects.requireNonNull(watches.get(entry.getKey())),
                        entry.getValue()))
                .sum());
    return new FeedbackReceipt(
        batch.size() - rejects.size(), Objects.requireNonNull(waiting), rejects);
  }

  private Set<String> classes(ProjectSlug slug) {
    TaskContract contract = contracts.current(slug).contract();
    if (contract.task() != TaskKind.CLASSIFICATION) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "A class says whether a classification was right; the task of project '%s' is %s, whose predictions are judged in evaluations alone"
              .formatted(slug, contract.task()));
    }
    return new HashSet<>(contract.classes());
  }

  /** How many wait. */
  private int store(Caller caller, Watch watch, List<NewFeedback> accepted) {
    Watch held = monitors.lock(watch);
    Set<LogId> matched = new LinkedHashSet<>();
    int waiting = 0;
    for (NewFeedback each : accepted) {
      LogId prediction = find(held, each).map(Exposure::logId).orElse(null);
      repository.insert(held.project(), stamped(caller, each, prediction == null), prediction);
      if (prediction == null) {
        waiting++;
      } else {
        matched.add(prediction);
      }
    }
    matching.label(held, matched);
    return waiting;
  }

  Page<Feedback> list(
      ProjectId project,
      @Nullable String endpoint,
      @Nullable LogId prediction,
      int limit,
      @Nullable String cursor) {
    String list = "%s/%s/%s".formatted(LIST, endpoint, prediction);
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(null);
    return Cursor.page(
        repository.list(project, endpoint, prediction, before, limit + 1),
        limit,
        feedback -> Cursor.after(list, feedback.id()));
  }

  private SortedMap<String, Watch> watches(
      ProjectId project, ProjectSlug slug, List<NewFeedback> batch) {
    SortedMap<String, Watch> watches = new TreeMap<>();
    for (String endpoint : new HashSet<>(batch.stream().map(NewFeedback::endpoint).toList())) {
      try {
        watches.put(endpoint, monitors.ensure(project, slug, endpoint));
      } catch (PlatformException e) {
        if (e.code() != ErrorCode.NOT_FOUND) {
          throw e;
        }
      }
    }
    return watches;
  }

  private Optional<Exposure> find(Watch watch, NewFeedback feedback) {
    return feedback.logId() != null
        ? exposures.find(watch, feedback.logId())
        : exposures.find(watch, Objects.requireNonNull(feedback.clientKey()));
  }

  private Feedback stamped(Caller caller, NewFeedback feedback, boolean waiting) {
    return new Feedback(
        FeedbackId.next(),
        feedback.endpoint(),
        feedback.logId(),
        feedback.clientKey(),
        feedback.className(),
        feedback.collection(),
        feedback.probability(),
        caller.displayName(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        waiting);
  }

  private static Reject reject(int place, String reason, String detail, String value) {
    return new Reject("feedback[%d]".formatted(place), reason, detail.formatted(value));
  }
}
