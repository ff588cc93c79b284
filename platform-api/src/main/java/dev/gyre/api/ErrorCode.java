package dev.gyre.api;

/**
 * Why a request could not be answered, as a stable name that clients may branch on.
 *
 * <p>A code never changes its meaning; each has a page under {@code docs/reference/errors/}.
 */
public enum ErrorCode {
  /** A value is missing, malformed or out of its range; the detail names it. */
  INVALID_ARGUMENT(Category.USER),
  /** The body is not what the operation reads: not JSON, a wrong type, an unknown media type. */
  UNREADABLE_BODY(Category.USER),
  /** The body or an item in it is larger than the stated bound. */
  TOO_LARGE(Category.USER),
  /** The method is not one that this address answers. */
  METHOD_NOT_ALLOWED(Category.USER),
  /** The operation needs an {@code If-Match} header and none came. */
  PRECONDITION_REQUIRED(Category.USER),
  /** An {@code Idempotency-Key} came again with another request. */
  IDEMPOTENCY_KEY_REUSED(Category.USER),
  /** A filter does not parse or does not fit the task contract; the detail has its column. */
  INVALID_FILTER(Category.USER),
  /** What was sent contradicts the task contract; the argument {@code field} names where. */
  CONTRACT_VIOLATION(Category.USER),
  /** A proof sample, or its group, stands in a training or validation split. */
  TEST_IN_TRAINING(Category.USER),
  /** A model package or an ONNX file is not one that can be run here. */
  UNSUPPORTED_MODEL(Category.USER),
  /** The entity has changed since the version named by {@code If-Match}. */
  STALE_VERSION(Category.CONFLICT),
  /** Something with this name or key exists already. */
  ALREADY_EXISTS(Category.CONFLICT),
  /** The entity is not in a state that allows the operation. */
  WRONG_STATE(Category.CONFLICT),
  /** A request with the same {@code Idempotency-Key} is still at work. */
  IN_PROGRESS(Category.CONFLICT),
  /** Other entities refer to this one; the argument {@code referrers} lists them. */
  STILL_REFERENCED(Category.CONFLICT),
  /** A link of a proof is missing or says no; the argument {@code link} names it. */
  PROOF_INCOMPLETE(Category.CONFLICT),
  /** The lease of this attempt has passed to another; its work has no effect. */
  FENCED(Category.CONFLICT),
  /** Nothing with this id or name exists in this project, or the caller may not know of it. */
  NOT_FOUND(Category.NOT_FOUND),
  /** No valid token or session came with the request. */
  UNAUTHENTICATED(Category.DENIED),
  /** The caller is known and lacks the role. */
  PERMISSION_DENIED(Category.DENIED),
  /** The Host header is not on the allow-list. */
  HOST_NOT_ALLOWED(Category.DENIED),
  /** The server has no room at this moment; try again later. */
  CAPACITY(Category.CAPACITY),
  /** No executor can start this job now; the engine tries again. */
  JOB_CAPACITY(Category.CAPACITY),
  /** Another service, the database or the object store did not answer. */
  DEPENDENCY(Category.DEPENDENCY),
  /** A fault of Gyre itself; the log has the details under the request id. */
  INTERNAL(Category.INTERNAL);

  private final Category category;

  ErrorCode(Category category) {
    this.category = category;
  }

  /** Who must act. */
  public Category category() {
    return category;
  }

  /** The code of this name, or {@link #INTERNAL} for a name that this release does not know. */
  public static ErrorCode parse(String name) {
    for (ErrorCode code : values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return INTERNAL;
  }

  /** Who must act when a request fails. */
  public enum Category {
    /** The caller sends something else. */
    USER,
    /** The caller reads the present state and decides anew. */
    CONFLICT,
    /** The caller looks elsewhere. */
    NOT_FOUND,
    /** The caller signs in or asks for a role. */
    DENIED,
    /** The caller waits and repeats. */
    CAPACITY,
    /** An operator looks at what Gyre depends on. */
    DEPENDENCY,
    /** The developers of Gyre. */
    INTERNAL
  }
}
