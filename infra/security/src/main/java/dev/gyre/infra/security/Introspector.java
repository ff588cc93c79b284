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
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicLong forgotten = new AtomicLong();

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

  /** Forgets everything, because a token was revoked or roles changed. */
  void forgetAll() {
    forgotten.incrementAndGet();
    fresh.invalidateAll();
    stale.invalidateAll();
  }

  private Introspection ask(IntrospectionQuery query) {
    long before = forgotten.get();
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
      keep(query, answer, before);
    }
    return answer;
  }

  /** What was asked before a revocation is not kept after it. */
  private void keep(IntrospectionQuery query, Introspection answer, long before) {
    fresh.put(query, answer);
    stale.put(query, answer);
    if (forgotten.get() != before) {
      fresh.invalidate(query);
      stale.invalidate(query);
    }
  }

  private static Cache<IntrospectionQuery, Introspection> cache(Duration keep, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(keep)
        .maximumSize(MAX_ENTRIES)
        .ticker(ticker)
        .build();
  }
}
