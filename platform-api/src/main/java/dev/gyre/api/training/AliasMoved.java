package dev.gyre.api.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payload of {@code dev.gyre.alias.moved.v1}.
 *
 * @param previous the version that it named before; absent for a new alias
 * @param id of this move
 * @param verdict the gate verdict that allowed it; absent for a move by a person
 */
public record AliasMoved(
    String model,
    String alias,
    int version,
    @Nullable Integer previous,
    @Nullable UUID id,
    @Nullable UUID verdict) {

  /** Type of the event. */
  public static final String TYPE = "dev.gyre.alias.moved.v1";
}
