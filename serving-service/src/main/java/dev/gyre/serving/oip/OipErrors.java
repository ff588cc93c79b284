package dev.gyre.serving.oip;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as the protocol's clients read them: {@code {"error": "<text>"}}. */
@RestControllerAdvice(assignableTypes = OipController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OipErrors {

  private static final Logger LOG = LoggerFactory.getLogger(OipErrors.class);

  @ExceptionHandler
  ResponseEntity<OipModels.Failure> onPlatform(PlatformException problem) {
    HttpStatus status = statusOf(problem.code());
    if (status.is5xxServerError() && problem.code() != ErrorCode.CAPACITY) {
      LOG.warn("Answered {}: {}", problem.code(), problem.detail(), problem);
    }
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
    if (problem.code().category() == ErrorCode.Category.CAPACITY) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(new OipModels.Failure(problem.detail()));
  }

  @ExceptionHandler
  ResponseEntity<OipModels.Failure> onAny(Exception fault) {
    if (fault.getCause() instanceof PlatformException known) {
      return onPlatform(known);
    }
    LOG.error("A request for inference ended in an unexpected exception", fault);
    return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
        .contentType(MediaType.APPLICATION_JSON)
        .body(new OipModels.Failure("Gyre failed here; the server's log has the details"));
  }

  /** As Triton answers: what is not one of these is the caller's fault and 400. */
  private static HttpStatus statusOf(ErrorCode code) {
    return switch (code.category()) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case CAPACITY, DEPENDENCY -> HttpStatus.SERVICE_UNAVAILABLE;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
      case DENIED ->
          code == ErrorCode.UNAUTHENTICATED ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN;
      case USER, CONFLICT -> HttpStatus.BAD_REQUEST;
    };
  }
}
