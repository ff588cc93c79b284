package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How the rows of one kind of predictions are read. */
interface PredictionRows {

  /** A sum of floats may be a little above 1. */
  double ROUNDING = 1e-4;

  /** With {@code %s} where the file goes; ordered by key. */
  String select();

  Predicted read(ResultSet row) throws SQLException;

  /** A number that must lie in [0, 1] but for rounding. */
  static double share(String key, double value) {
    if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
      throw unreadable(
          "sample '%s' has the probability %s, which is not from 0 to 1".formatted(key, value));
    }
    return Math.clamp(value, 0, 1);
  }

  static PlatformException unreadable(String why) {
    return new PlatformException(ErrorCode.UNREADABLE_BODY, "These are no predictions: " + why);
  }
}
