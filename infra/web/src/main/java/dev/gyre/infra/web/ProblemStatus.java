package dev.gyre.infra.web;

import dev.gyre.api.ErrorCode;
import org.springframework.http.HttpStatus;

/** The only place where a code of the contract meets an HTTP status. */
final class ProblemStatus {

  private ProblemStatus() {}

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
