package dev.gyre.infra.security;

import dev.gyre.api.project.Principal;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who uses a method of the contract, after its access was checked.
 *
 * @param principal the person or program; absent when a service acts for itself or nobody is signed
 *     in
 * @param service the service that makes the call, absent when the principal calls directly
 * @param serverAdmin whether the principal administers the server
 * @param project the project of the call, absent outside of projects
 * @param role the principal's role in it; absent when it has none
 */
public record Caller(
    @Nullable Principal principal,
    @Nullable String service,
    boolean serverAdmin,
    @Nullable ProjectId project,
    @Nullable Role role) {

  /**
   * The project of this call. For methods whose address names one; elsewhere a programming error.
   */
  public ProjectId requireProject() {
    if (project == null) {
      throw new IllegalStateException("This method of the contract has no project in its address");
    }
    return project;
  }

  /**
   * The principal of this call. For methods that demand a signed-in principal; elsewhere a
   * programming error.
   */
  public Principal requirePrincipal() {
    if (principal == null) {
      throw new IllegalStateException("No principal stands behind this call");
    }
    return principal;
  }

  /** The name for records of who did something: the principal's, else {@code service:<name>}. */
  public String displayName() {
    return principal != null ? principal.name() : "service:" + service;
  }
}
