package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import org.springframework.http.HttpStatus;

/** The only place where a code of the contract meets an HTTP status. */
final class ProblemStatus {

  private ProblemStatus() {}

  /** The code that says best what a status of the framework or of the server means. */
  static ErrorCode codeOf(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405, 501 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 413 -> ErrorCode.TOO_LARGE;
      case 415 -> ErrorCode.UNREADABLE_BODY;
      case 503 -> ErrorCode.CAPACITY;
      default -> status < 500 ? ErrorCode.INVALID_ARGUMENT : ErrorCode.INTERNAL;
    };
  }

  static HttpStatus of(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, UNREADABLE_BODY, INVALID_FILTER, HOST_NOT_ALLOWED ->
          HttpStatus.BAD_REQUEST;
      case CONTRACT_VIOLATION, TEST_IN_TRAINING, UNSUPPORTED_MODEL, IDEMPOTENCY_KEY_REUSED ->
          HttpStatus.UNPROCESSABLE_CONTENT;
      case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
      case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
      case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
      case STALE_VERSION -> HttpStatus.PRECONDITION_FAILED;
      case ALREADY_EXISTS, WRONG_STATE, IN_PROGRESS, STILL_REFERENCED, PROOF_INCOMPLETE, FENCED ->
          HttpStatus.CONFLICT;
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
      case PERMISSION_DENIED -> HttpStatus.FORBIDDEN;
      case CAPACITY, JOB_CAPACITY -> HttpStatus.SERVICE_UNAVAILABLE;
      case DEPENDENCY -> HttpStatus.BAD_GATEWAY;
      case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
