package dev.gyre.api;

/** Names of request and response headers that the contract uses. */
public final class Headers {

  /** Makes the repetition of a POST harmless; 1 to 200 visible characters, kept 24 hours. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** The ETag that the caller read before it changed something. */
  public static final String IF_MATCH = "If-Match";

  /** Names the request in logs; made here when the caller sends none. */
  public static final String REQUEST_ID = "X-Request-Id";

  /**
   * Must accompany every unsafe request of a cookie session; its value is in {@code GET
   * /api/v1/me}.
   */
  public static final String CSRF = "X-CSRF-Token";

  /** The token of the person or program on whose behalf a service calls another. */
  public static final String ON_BEHALF_OF = "Gyre-On-Behalf-Of";

  private Headers() {}
}
