package dev.gyre.training.run;

import dev.gyre.api.Digest;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.training.RunAttempt;
import dev.gyre.api.training.RunId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attempts at runs and the checkpoints that they have left. */
@Repository
class AttemptRepository {

  private final JdbcClient jdbc;

  AttemptRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Where an attempt can go on. */
  record Kept(long step, Digest digest) {}

  /** The attempts at some runs, each in order, and the step of their newest checkpoints. */
  record History(Map<RunId, List<RunAttempt>> attempts, Map<RunId, Long> checkpoints) {

    List<RunAttempt> of(RunId run) {
      return attempts.getOrDefault(run, List.of());
    }

    @Nullable Long checkpoint(RunId run) {
      return checkpoints.get(run);
    }
  }

  /** Keeps a checkpoint; one of the same step stays as it was. */
  void keep(RunId run, int attempt, JobCheckpoint checkpoint, Instant now) {
    jdbc.sql(
            """
            insert into training.checkpoint (run_id, step, attempt, digest, size_bytes, created)
            values (:run, :step, :attempt, :digest, :size, :now) on conflict do nothing
            """)
        .param("run", run.hex())
        .param("step", checkpoint.step())
        .param("attempt", attempt)
        .param("digest", checkpoint.artifact().digest().bytes())
        .param("size", checkpoint.artifact().size())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Kept> newest(RunId run) {
    return jdbc.sql(
            """
            select step, digest from training.checkpoint
            where run_id = :run order by step desc limit 1
            """)
        .param("run", run.hex())
        .query((row, _) -> new Kept(row.getLong("step"), Digest.ofHash(row.getBytes("digest"))))
        .optional();
  }

  /** Which of these are checkpoints of the run. */
  Set<Digest> ofRun(RunId run, Set<Digest> asked) {
    return jdbc
        .sql("select digest from training.checkpoint where run_id = :run")
        .param("run", run.hex())
        .query((row, _) -> Digest.ofHash(row.getBytes("digest")))
        .list()
        .stream()
        .filter(asked::contains)
        .collect(Collectors.toSet());
  }

  /** Records that an attempt begins; the first record stays. */
  void begin(RunId run, int number, @Nullable Long resumedFrom, Instant now) {
    jdbc.sql(
            """
            insert into training.run_attempt (run_id, number, started, resumed_from)
            values (:run, :number, :now, :resumedFrom) on conflict do nothing
            """)
        .param("run", run.hex())
        .param("number", number)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("resumedFrom", resumedFrom)
        .update();
  }

  History history(List<RunId> runs) {
    Map<RunId, List<RunAttempt>> attempts = new HashMap<>();
    Map<RunId, Long> checkpoints = new HashMap<>();
    if (runs.isEmpty()) {
      return new History(attempts, checkpoints);
    }
    List<String> ids = runs.stream().map(RunId::hex).toList();
    jdbc.sql(
            """
            select run_id, number, started, resumed_from from training.run_attempt
            where run_id in (:runs) order by run_id, number
            """)
        .param("runs", ids)
        .query(row -> {
          attempts
              .computeIfAbsent(new RunId(row.getString("run_id")), _ -> new ArrayList<>())
              .add(
                  new RunAttempt(
                      row.getInt("number"),
                      row.getObject("started", OffsetDateTime.class).toInstant(),
                      row.getObject("resumed_from", Long.class)));
        });
    jdbc.sql(
            """
            select run_id, max(step) as step from training.checkpoint
            where run_id in (:runs) group by run_id
            """)
        .param("runs", ids)
        .query(row -> {
          checkpoints.put(new RunId(row.getString("run_id")), row.getLong("step"));
        });
    return new History(attempts, checkpoints);
  }
}
