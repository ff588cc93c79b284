package dev.gyre.infra.web;

import java.util.Optional;
import org.slf4j.MDC;

/** By what the present request is known, here and elsewhere. */
public final class RequestIds {

  static final String REQUEST = "request_id";
  static final String TRACE = "traceparent";

  private static final int TRACE_BEGIN = 3;
  private static final int TRACE_END = 35;

  private RequestIds() {}

  /** The W3C trace id that the caller sent, 32 hexadecimal digits. */
  public static Optional<String> traceId() {
    return Optional.ofNullable(MDC.get(TRACE))
        .map(trace -> trace.substring(TRACE_BEGIN, TRACE_END));
  }
}
