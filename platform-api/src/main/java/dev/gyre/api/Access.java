package dev.gyre.api;

/**
 * What a caller must be to use a method of the contract. Project roles include those named before
 * them.
 */
public enum Access {
  /** No token needed: health, login, static files. */
  ANYONE,
  /** Any principal that is signed in. */
  SIGNED_IN,
  /** May read what a project holds. */
  VIEWER,
  /** May also label, review, and give feedback. */
  LABELLER,
  /** May also change data, train, deploy and work incidents. */
  ENGINEER,
  /** May also manage members, tokens, contracts and guarded aliases. */
  ADMIN,
  /** Administers the server: creates projects and principals. */
  SERVER_ADMIN,
  /** Another service of this installation. */
  SERVICE,
  /** The worker that holds the attempt named in the address. */
  JOB;

  /** Whether this is a role that a member holds in one project. */
  public boolean isProjectRole() {
    return this == VIEWER || this == LABELLER || this == ENGINEER || this == ADMIN;
  }
}
