package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a sample.
 *
 * @param name unique in the contract
 * @param kind {@code image} so far
 * @param required whether a sample without it is refused
 * @param channels of an image: 1 (gray) or 3 (rgb); absent for any
 */
public record StreamSpec(String name, String kind, boolean required, @Nullable Integer channels) {

  public StreamSpec {
    TaskContract.requireName("streams.name", name);
    if (!kind.equals("image")) {
      throw PlatformException.invalid("streams.kind", kind, "'image'");
    }
    if (channels != null && channels != 1 && channels != 3) {
      throw PlatformException.invalid("streams.channels", channels, "1 or 3");
    }
  }
}
