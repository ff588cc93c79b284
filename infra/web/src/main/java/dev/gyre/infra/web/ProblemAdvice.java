package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception that leaves a controller into a problem document with a code. */
@RestControllerAdvice
@Order
final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final Set<ErrorCode> LOGGED = Set.of(ErrorCode.INTERNAL, ErrorCode.DEPENDENCY);

  private final List<FaultTranslator> translators;

  ProblemAdvice(List<FaultTranslator> translators) {
    this.translators = List.copyOf(translators);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onPlatform(PlatformException problem) {
    if (LOGGED.contains(problem.code())) {
      LOG.warn("Answered {}: {}", problem.code(), problem.detail(), problem);
    }
    ProblemDetail document = Problems.of(problem);
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request != null) {
      request.setAttribute(Problems.CODE, problem.code(), RequestAttributes.SCOPE_REQUEST);
    }
    // Named here, so that an Accept header that nobody can meet does not empty the answer.
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(document.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.code().category() == ErrorCode.Category.CAPACITY) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(document);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> onAny(Exception fault) {
    PlatformException known = findPlatformException(fault);
    if (known != null) {
      return onPlatform(known);
    }
    Optional<PlatformException> translated =
        translators.stream().flatMap(each -> each.translate(fault).stream()).findFirst();
    if (translated.isPresent()) {
      return onPlatform(translated.get());
    }
    LOG.error("A request ended in an unexpected exception", fault);
    return onPlatform(
        new PlatformException(
            ErrorCode.INTERNAL,
            "Gyre failed here; the server's log has the details of this request"));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException fault,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    PlatformException known = findPlatformException(fault);
    PlatformException problem =
        known != null
            ? known
            : new PlatformException(
                ErrorCode.UNREADABLE_BODY,
                fault.getCause() == null
                    ? "The body is missing or empty; send one"
                    : UnreadableBody.describe(fault));
    return widen(onPlatform(problem));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception fault,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    PlatformException known = findPlatformException(fault);
    if (known != null) {
      return widen(onPlatform(known));
    }
    if (fault instanceof MethodArgumentTypeMismatchException wrong) {
      return widen(
          onPlatform(
              PlatformException.invalid(wrong.getName(), wrong.getValue(), "of another form")));
    }
    if (fault instanceof MissingPathVariableException || status.is5xxServerError()) {
      return widen(onAny(fault));
    }
    String detail =
        body instanceof ProblemDetail document && document.getDetail() != null
            ? document.getDetail()
            : firstLine(fault);
    ErrorCode code = ProblemStatus.codeOf(status.value());
    ProblemDetail document =
        Problems.of(
            new PlatformException(code, detail == null ? status.toString() : detail, Map.of()));
    document.setStatus(status.value());
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(document);
  }

  private static @Nullable PlatformException findPlatformException(@Nullable Throwable fault) {
    Throwable cause = fault;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof PlatformException known) {
        return known;
      }
    }
    return null;
  }

  private static String firstLine(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    String line = message.lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }

  private static ResponseEntity<Object> widen(ResponseEntity<ProblemDetail> answer) {
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .body(answer.getBody());
  }
}
