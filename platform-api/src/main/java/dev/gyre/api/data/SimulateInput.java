package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.project.TaskContract;
import tools.jackson.databind.JsonNode;

/**
 * What a worker gets for a job of type {@code simulate}.
 *
 * @param scenario the scenario's document
 * @param digest that the worker must find for it too
 * @param spec of the whole simulation
 * @param from the first picture of this shard, among all: scene by scene, frame by frame
 * @param to the first one after it
 * @param contract that says how streams, classes and metadata fields are called
 */
public record SimulateInput(
    JsonNode scenario,
    Digest digest,
    NewSimulation spec,
    int from,
    int to,
    TaskContract contract) {}
