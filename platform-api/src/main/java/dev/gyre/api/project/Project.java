package dev.gyre.api.project;

import java.time.Instant;

/**
 * The unit of access; everything belongs to one.
 *
 * @param title for people, 1 to 200 characters
 */
public record Project(ProjectId id, ProjectSlug slug, String title, Instant created) {}
