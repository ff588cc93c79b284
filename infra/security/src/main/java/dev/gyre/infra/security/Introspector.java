package dev.gyre.infra.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.IntrospectionQuery;
import dev.gyre.api.project.ProjectSlug;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers who is behind a token, asking the project service at most once in ten seconds per token
 * and project. Only answers for active tokens of existing projects are kept, so that a new member
 * or project is seen at once.
 */
public final class Introspector {

  private static final int MAX_ENTRIES = 10_000;

  private final Function<IntrospectionQuery, Introspection> projectService;
  private final Cache<IntrospectionQuery, Introspection> fresh;
  private final Cache<IntrospectionQuery, Introspection> stale;

  Introspector(
      Function<IntrospectionQuery, Introspection> projectService,
      Duration keepFresh,
      Duration keepStale,
      Ticker ticker) {
    this.projectService = projectService;
    this.fresh = cache(keepFresh, ticker);
    this.stale = cache(keepStale, ticker);
  }

  Introspection introspect(@Nullable Digest tokenHash, @Nullable ProjectSlug project) {
    IntrospectionQuery query = new IntrospectionQuery(tokenHash, project);
    Introspection kept = fresh.getIfPresent(query);
    return kept != null ? kept : ask(query);
  }

  /** Forgets what is known of a token, because it was revoked or its principal's roles changed. */
  public void forget(Digest tokenHash) {
    fresh.asMap().keySet().removeIf(query -> tokenHash.equals(query.tokenHash()));
    stale.asMap().keySet().removeIf(query -> tokenHash.equals(query.tokenHash()));
  }

  /** Forgets everything, because roles changed. */
  public void forgetAll() {
    fresh.invalidateAll();
    stale.invalidateAll();
  }

  private Introspection ask(IntrospectionQuery query) {
    Introspection answer;
    try {
      answer = projectService.apply(query);
    } catch (PlatformException e) {
      Introspection last = e.code() == ErrorCode.DEPENDENCY ? stale.getIfPresent(query) : null;
      if (last == null) {
        throw e;
      }
      return last;
    }
    if (answer.active() && (query.project() == null || answer.project() != null)) {
      fresh.put(query, answer);
      stale.put(query, answer);
    }
    return answer;
  }

  private static Cache<IntrospectionQuery, Introspection> cache(Duration keep, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(keep)
        .maximumSize(MAX_ENTRIES)
        .ticker(ticker)
        .build();
  }
}
