package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.PreparedSetId;
import org.jspecify.annotations.Nullable;

/**
 * A training to be started.
 *
 * @param preparedSet ready, and of the classes of the present task contract
 * @param seed of everything random; equal inputs, recipe and seed give equal weights
 * @param model the model line that the result becomes a version of, made if there is none; 1 to 64
 *     letters, digits and {@code . _ -}, beginning with a letter or digit
 * @param experiment groups runs; 1 to 200 characters, absent for none
 */
public record NewRun(
    RecipeId recipe,
    PreparedSetId preparedSet,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long seed,
    String model,
    @Nullable String experiment) {

  public NewRun {
    Names.require("model", model);
    if (experiment != null) {
      if (experiment.isBlank()) {
        throw PlatformException.invalid("experiment", experiment, "absent or not blank");
      }
      Names.requireText("experiment", experiment, 200);
    }
  }
}
