package dev.gyre.api.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.gyre.api.project.ProjectId;
import java.time.Instant;

/**
 * Something that happened, told after it is durable. Delivered at least once and in the order of
 * commits.
 *
 * @param id position in the log, ascending within one transaction
 * @param type {@code dev.gyre.<aggregate>.<past-tense>.v1}
 * @param project where it happened
 * @param subject the entity, as {@code <noun>/<id>}
 * @param payload a record of this contract as JSON
 */
public record Event(
    long id,
    String type,
    ProjectId project,
    String subject,
    @JsonRawValue String payload,
    Instant time) {}
