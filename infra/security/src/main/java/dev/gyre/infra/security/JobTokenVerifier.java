package dev.gyre.infra.security;

import dev.gyre.api.PlatformException;
import java.util.Map;

/** Checks the token of a worker against the attempt in the address. */
@FunctionalInterface
public interface JobTokenVerifier {

  /**
   * Returns if the token holds for this address.
   *
   * @param addressVariables the variables of the address, such as {@code job} and {@code attempt}
   * @throws PlatformException with {@code UNAUTHENTICATED}, or {@code FENCED} when the lease has
   *     passed on
   */
  void verify(String token, Map<String, String> addressVariables);
}
