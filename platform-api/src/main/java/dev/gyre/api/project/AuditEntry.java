package dev.gyre.api.project;

import dev.gyre.api.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that changed something, or was refused to. Written before the call runs and completed when
 * its answer is known; never changed after that.
 *
 * @param at when the call came
 * @param principal who called: a principal's name, or {@code service:<name>}
 * @param onBehalfOf the principal for whom a service called, absent when nobody stands behind it
 * @param principalId of the principal, also if a service called on its behalf
 * @param project that the address named, absent outside of projects and if there is none of this
 *     name
 * @param operation the method of the contract, as the API document names it: {@code
 *     datasets_create}
 * @param path of the address, without its query
 * @param outcome {@value #DONE}, or the {@link ErrorCode} of the refusal. Absent while the call
 *     runs, and for good if the server ended before it could be told: the change may then have
 *     happened or not
 * @param trace the caller's W3C trace id, absent if it sent none
 */
public record AuditEntry(
    UUID id,
    Instant at,
    String principal,
    @Nullable String onBehalfOf,
    @Nullable PrincipalId principalId,
    @Nullable ProjectId project,
    String operation,
    String path,
    @Nullable String outcome,
    @Nullable String trace) {

  /** The outcome of a call that was answered without refusal. */
  public static final String DONE = "DONE";
}
