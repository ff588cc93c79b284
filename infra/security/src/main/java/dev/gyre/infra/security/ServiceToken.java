package dev.gyre.infra.security;

import org.jspecify.annotations.Nullable;

/**
 * The secret by which this process' service is known to the others.
 *
 * @param value absent where all services share one process
 */
public record ServiceToken(@Nullable String value) {

  /** Tokens never reach a log. */
  @Override
  public String toString() {
    return "ServiceToken[***]";
  }
}
