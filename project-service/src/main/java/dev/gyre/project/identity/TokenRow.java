package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as stored. */
record TokenRow(
    TokenId id,
    PrincipalId principal,
    Kind kind,
    Digest hash,
    String name,
    String prefix,
    @Nullable ProjectId project,
    @Nullable Role role,
    Instant created,
    Instant expires) {

  enum Kind {
    TOKEN,
    SESSION,
    LOGIN_LINK
  }
}
