package dev.gyre.infra.security;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.AuditEntry;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.web.RequestIds;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every call of the contract passes, over HTTP and between services of one process: its
 * access is checked, and what changes something is audited.
 *
 * <p>An audited call is written before it runs, and does not run if that fails. Its outcome follows
 * when its answer is known, outside of whatever transaction it used. A refusal of access is written
 * at once; a caller that nobody knows leaves no row, as a stranger could fill the disk with them.
 */
public final class Door {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final Authorizer authorizer;
  private final Optional<AuditTrail> trail;

  /**
   * @param trail empty for a program without a database, which audits nothing
   */
  Door(Authorizer authorizer, Optional<AuditTrail> trail) {
    this.authorizer = authorizer;
    this.trail = trail;
  }

  /**
   * Lets a call in. Whoever is let in leaves by {@link #leave}, whatever becomes of the call.
   *
   * @param project in the address, absent if there is none
   * @param path of the address
   * @throws PlatformException as {@link Authorizer#authorize}, or if the audit cannot be written
   */
  public Entry enter(
      Operation operation, Credentials credentials, @Nullable ProjectSlug project, String path) {
    Caller caller;
    try {
      caller = authorizer.authorize(operation.access(), credentials, project);
    } catch (PlatformException e) {
      recordRefusal(operation, credentials, project, path, e.code());
      throw e;
    }
    UUID audit = null;
    if (operation.audited() && trail.isPresent() && isKnown(caller)) {
      audit = trail.get().begin(call(operation, caller, path));
    }
    return new Entry(operation, caller, audit);
  }

  /**
   * Ends a call.
   *
   * @param refusal absent if it was answered without one
   */
  public void leave(Entry entry, @Nullable ErrorCode refusal) {
    if (entry.audit() == null || trail.isEmpty()) {
      return;
    }
    String outcome = refusal == null ? AuditEntry.DONE : refusal.name();
    try {
      trail.get().end(entry.audit(), outcome);
    } catch (RuntimeException e) {
      // The call has had its effect and is answered; its row says that the outcome is not known.
      LOG.error(
          "The outcome {} of {} (audit {}) could not be written",
          outcome,
          entry.operation().name(),
          entry.audit(),
          e);
    }
  }

  private void recordRefusal(
      Operation operation,
      Credentials credentials,
      @Nullable ProjectSlug project,
      String path,
      ErrorCode code) {
    boolean known = code == ErrorCode.PERMISSION_DENIED || code == ErrorCode.NOT_FOUND;
    if (!operation.audited() || trail.isEmpty() || !known) {
      return;
    }
    try {
      Caller caller = authorizer.identify(credentials, project);
      if (isKnown(caller)) {
        trail.get().end(trail.get().begin(call(operation, caller, path)), code.name());
      }
    } catch (RuntimeException e) {
      LOG.error("The refusal {} of {} could not be audited", code, operation.name(), e);
    }
  }

  private static boolean isKnown(Caller caller) {
    return caller.principal() != null || caller.service() != null;
  }

  private static AuditedCall call(Operation operation, Caller caller, String path) {
    return new AuditedCall(caller, operation.name(), path, RequestIds.traceId().orElse(null));
  }

  /**
   * A call that was let in.
   *
   * @param audit its row in the audit, absent if it has none
   */
  public record Entry(Operation operation, Caller caller, @Nullable UUID audit) {}
}
