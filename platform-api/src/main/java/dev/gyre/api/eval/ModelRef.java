package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;

/**
 * One version of a model, as all services name it.
 *
 * @param model name of the model line
 * @param version its number, from 1
 */
public record ModelRef(String model, int version) {

  public ModelRef {
    Names.require("model", model);
    if (version < 1) {
      throw PlatformException.invalid("version", version, "1 or more");
    }
  }

  @Override
  public String toString() {
    return model + "/" + version;
  }
}
