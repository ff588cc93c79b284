package dev.gyre.infra.jobs;

import dev.gyre.api.Digest;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Tokens of workers. One is random, is known to its worker alone, is stored as a hash, and dies
 * with the lease of its attempt: by lapse, by takeover, or when the attempt is ended by the engine.
 * It outlives a completion by the rest of the lease, so that a worker may repeat one whose answer
 * was lost.
 */
public final class JobTokens {

  /** What every job token begins with. */
  public static final String PREFIX = "gyrej_";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final JobDatabase database;

  public JobTokens(JobDatabase database) {
    this.database = database;
  }

  /** Whether this looks like a job token; says nothing of its validity. */
  public static boolean isJobToken(String token) {
    return token.startsWith(PREFIX);
  }

  /** What the token opens at this moment; empty if nothing. */
  public Optional<JobGrant> verify(String token) {
    if (!isJobToken(token)) {
      return Optional.empty();
    }
    return database
        .jdbc()
        .sql(
            """
            select j.id, a.number, j.project_id, j.service, j.type, j.lease_until
            from platform.attempt a join platform.job j on j.id = a.job_id
            where a.token_hash = :hash and j.fence = a.fence and j.lease_until > :now
            """)
        .param("hash", hash(token))
        .param("now", JobDatabase.sql(database.now()))
        .query((row, number) ->
            new JobGrant(
                new JobId(row.getObject("id", UUID.class)),
                row.getInt("number"),
                new ProjectId(row.getObject("project_id", UUID.class)),
                row.getString("service"),
                new JobType(row.getString("type")),
                row.getTimestamp("lease_until").toInstant()))
        .optional();
  }

  /** A new token; only its {@link #hash} is stored. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] hash(String token) {
    return Digest.of(token.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}
