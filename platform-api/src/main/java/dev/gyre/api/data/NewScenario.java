package dev.gyre.api.data;

import tools.jackson.databind.JsonNode;

/**
 * A scenario to be kept.
 *
 * @param document by the schema {@code scenario.schema.json}
 */
public record NewScenario(JsonNode document) {}
