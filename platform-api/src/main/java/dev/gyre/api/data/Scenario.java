package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A distribution of simulated scenes; never changed. A changed document under the same name is the
 * next version.
 *
 * @param name in the document
 * @param version from 1, counted for each name
 * @param digest over all fields of the document, defaults included: with a seed it identifies every
 *     byte of every frame
 * @param document as it came, by the schema {@code scenario.schema.json}
 */
public record Scenario(
    ScenarioId id, String name, int version, Digest digest, JsonNode document, Instant created) {}
