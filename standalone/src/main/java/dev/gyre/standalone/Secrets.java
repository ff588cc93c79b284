package dev.gyre.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Passwords and tokens that Gyre makes for itself: one file each, made at the first use and kept.
 */
final class Secrets {

  private static final int BYTES = 32;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  Secrets(Home home) {
    this.folder = home.secrets();
  }

  /** The secret of this name: 43 characters of A-Z a-z 0-9 - _. */
  synchronized String of(String name) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        PrivateFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The secret " + file + " cannot be read", e);
    }
  }

  /** Where the secret of this name is, for programs that read it themselves. */
  Path file(String name) {
    return folder.resolve(name);
  }
}
