package dev.gyre.gateway;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.web.Problems;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The few answers that the gateway gives by itself, as problem documents. */
final class GatewayProblems {

  private static final Logger log = LoggerFactory.getLogger(GatewayProblems.class);

  private GatewayProblems() {}

  /** The service's answer; 502 if it cannot be reached, 504 if it takes too long. */
  static ServerResponse answer(
      String service, ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    try {
      return next.handle(request);
    } catch (Exception e) {
      IOException cause = findIoException(e);
      if (cause == null) {
        throw e;
      }
      log.warn("The service '{}' did not answer {}: {}", service, request.path(), cause.toString());
      boolean late = cause instanceof HttpTimeoutException;
      return problem(
          late ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY,
          new PlatformException(
              ErrorCode.DEPENDENCY,
              "The service '%s' %s; try again, and see its log if that does not help"
                  .formatted(service, late ? "did not answer in time" : "cannot be reached"),
              Map.of("service", service)));
    }
  }

  /** For paths that are nobody's, and those that are not for the outside. */
  static ServerResponse noRoute(ServerRequest request) {
    return problem(HttpStatus.NOT_FOUND, PlatformException.notFound("path", request.path()));
  }

  private static ServerResponse problem(HttpStatus status, PlatformException exception) {
    ProblemDetail document = Problems.of(exception);
    document.setStatus(status);
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(document);
  }

  private static @Nullable IOException findIoException(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof IOException found) {
        return found;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
