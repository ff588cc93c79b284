package dev.gyre.api.project;

/** What kind of principal acts. */
public enum PrincipalKind {
  /** A person. */
  USER,
  /** A program with tokens of its own, such as a CI pipeline. */
  SERVICE_ACCOUNT
}
