package dev.gyre.serving.endpoint;

import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.EndpointSettings;
import java.time.Instant;

/**
 * An endpoint and what it is bound to, without the state of its deployments.
 *
 * @param slug the project's name, by which other services are asked
 * @param revision counts the changes of the settings
 */
public record Binding(
    EndpointId id,
    ProjectId project,
    ProjectSlug slug,
    String name,
    EndpointSettings settings,
    int revision,
    Instant created) {}
