package dev.gyre.infra.web;

import dev.gyre.api.Headers;
import dev.gyre.api.UuidV7;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id and takes over the caller's trace (W3C trace context), both for the log
 * and for calls that follow from it.
 */
final class RequestIdFilter extends OncePerRequestFilter {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern TRACE = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String given = request.getHeader(Headers.REQUEST_ID);
    String id = given != null && ID.matcher(given).matches() ? given : UuidV7.next().toString();
    String trace = request.getHeader(RequestIds.TRACE);
    response.setHeader(Headers.REQUEST_ID, id);
    MDC.put(RequestIds.REQUEST, id);
    if (trace != null && TRACE.matcher(trace).matches()) {
      MDC.put(RequestIds.TRACE, trace);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(RequestIds.REQUEST);
      MDC.remove(RequestIds.TRACE);
    }
  }
}
