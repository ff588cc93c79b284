package dev.gyre.project.identity;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the server's administrator at the first start. There is no default password: only who can
 * read the token file.
 */
@Component
final class Administrator implements ApplicationRunner {

  private final IdentityProperties properties;
  private final Principals principals;
  private final Tokens tokens;

  Administrator(IdentityProperties properties, Principals principals, Tokens tokens) {
    this.properties = properties;
    this.principals = principals;
    this.tokens = tokens;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (properties.adminTokenHash() != null) {
      tokens.installAdministrator(
          principals.administrator(properties.adminName()), properties.adminTokenHash());
    }
  }
}
