package dev.gyre.api.training;

import dev.gyre.api.Digest;
import java.time.Instant;

/**
 * One version of a recipe; never changed.
 *
 * @param number from 1, ascending under the name
 * @param digest SHA-256 over the canonical JSON of the spec
 */
public record Recipe(
    RecipeId id, String name, int number, Digest digest, RecipeSpec spec, Instant created) {}
