package dev.gyre.integration;

import dev.gyre.api.ErrorCode;

/**
 * How a method of the contract is used, and how it refuses: once as it should be called, and once
 * so that the service answers with an error of its own. Who may not call at all is {@link
 * AccessIT}'s matter.
 *
 * @param method as {@link ContractMethod} writes it
 * @param success checks its answer by itself
 */
record Example(String method, Action success, ErrorCode code, Action failure) {

  /** Calls on an interface of the contract, for a loop that was gone through. */
  @FunctionalInterface
  interface Call<A> {
    void on(A api, Loop loop) throws Exception;
  }

  /** The same, with its interface. */
  @FunctionalInterface
  interface Action {
    void run(Loop loop) throws Exception;
  }

  static <A> Example of(
      Class<A> contract, String method, Call<A> success, ErrorCode code, Call<A> failure) {
    return new Example(
        contract.getSimpleName() + "." + method,
        loop -> success.on(loop.api(contract), loop),
        code,
        loop -> failure.on(loop.api(contract), loop));
  }

  @Override
  public String toString() {
    return method;
  }
}
