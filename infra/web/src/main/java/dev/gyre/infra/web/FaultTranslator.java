package dev.gyre.infra.web;

import dev.gyre.api.PlatformException;
import java.util.Optional;

/**
 * Knows what the faults of one technology mean to a caller. Each bean of this type is asked about
 * an exception that no method of the contract has turned into a {@link PlatformException}.
 */
@FunctionalInterface
public interface FaultTranslator {

  /**
   * What the caller is to be told; empty if this fault, with all its causes, says nothing to this
   * translator. Throws nothing.
   */
  Optional<PlatformException> translate(Throwable fault);
}
