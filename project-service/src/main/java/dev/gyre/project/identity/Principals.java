package dev.gyre.project.identity;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Users and service accounts of this server. */
@Component
public class Principals {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,99}");

  private final PrincipalRepository repository;
  private final Clock clock;

  Principals(PrincipalRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** The principal of this name, made if there is none. Joins the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Principal findOrCreate(String name, PrincipalKind kind) {
    return findOrCreate(name, kind, false);
  }

  /** The principal of this name. */
  public Optional<Principal> find(String name) {
    return repository.find(name);
  }

  /** The administrator of the server, made if there is none. */
  @Transactional
  PrincipalId administrator(String name) {
    return findOrCreate(name, PrincipalKind.USER, true).id();
  }

  private Principal findOrCreate(String name, PrincipalKind kind, boolean serverAdmin) {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          "name", name, "1 to 100 letters, digits and @ . _ -, beginning with a letter or digit");
    }
    repository.insert(new Principal(PrincipalId.next(), name, kind), serverAdmin, clock.instant());
    return repository.find(name).orElseThrow();
  }
}
