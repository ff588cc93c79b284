package dev.gyre.api.project;

import dev.gyre.api.Access;

/** What a member may do in one project; each role includes those before it. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Labels, reviews and gives feedback. */
  LABELLER,
  /** Changes data, trains, deploys and works incidents. */
  ENGINEER,
  /** Manages members, tokens, contracts and guarded aliases. */
  ADMIN;

  /** Whether a member of this role may use a method that demands {@code access}. */
  public boolean grants(Access access) {
    return switch (access) {
      case ANYONE, SIGNED_IN, VIEWER -> true;
      case LABELLER -> compareTo(LABELLER) >= 0;
      case ENGINEER -> compareTo(ENGINEER) >= 0;
      case ADMIN -> this == ADMIN;
      case SERVER_ADMIN, SERVICE, JOB -> false;
    };
  }

  /** The lesser of two roles. */
  public Role min(Role other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
