package dev.gyre.api.project;

import dev.gyre.api.Digest;
import dev.gyre.api.Versioned;
import java.time.Instant;

/**
 * One version of a project's task contract; never changed.
 *
 * @param number from 1, ascending in the project
 * @param digest SHA-256 over the canonical JSON of the contract
 * @param createdBy name of the principal
 */
public record TaskContractVersion(
    TaskContractId id,
    int number,
    Digest digest,
    TaskContract contract,
    Instant created,
    String createdBy)
    implements Versioned {

  /** The number: who applies a new contract says which one they read. */
  @Override
  public long version() {
    return number;
  }
}
