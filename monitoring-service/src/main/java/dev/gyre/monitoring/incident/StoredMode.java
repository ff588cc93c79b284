package dev.gyre.monitoring.incident;

import dev.gyre.scoring.proof.FailureMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure mode as it is stored.
 *
 * @param kind of mode
 * @param name true class, predicted class, deployment or rule, by kind
 * @param predicted of a pair
 */
record StoredMode(Kind kind, String name, @Nullable String predicted) {

  enum Kind {
    TRUE_CLASS,
    CLASS_PAIR,
    PREDICTED_CLASS,
    DEPLOYMENT_FAULT,
    BAD_INPUT
  }

  static StoredMode of(FailureMode mode) {
    return switch (mode) {
      case FailureMode.TrueClass(String name) -> new StoredMode(Kind.TRUE_CLASS, name, null);
      case FailureMode.ClassPair(String truth, String predicted) ->
          new StoredMode(Kind.CLASS_PAIR, truth, predicted);
      case FailureMode.PredictedClass(String name) ->
          new StoredMode(Kind.PREDICTED_CLASS, name, null);
      case FailureMode.DeploymentFault(String deployment) ->
          new StoredMode(Kind.DEPLOYMENT_FAULT, deployment, null);
      case FailureMode.BadInput(String rule) -> new StoredMode(Kind.BAD_INPUT, rule, null);
    };
  }

  FailureMode mode() {
    return switch (kind) {
      case TRUE_CLASS -> new FailureMode.TrueClass(name);
      case CLASS_PAIR -> new FailureMode.ClassPair(name, Objects.requireNonNull(predicted));
      case PREDICTED_CLASS -> new FailureMode.PredictedClass(name);
      case DEPLOYMENT_FAULT -> new FailureMode.DeploymentFault(name);
      case BAD_INPUT -> new FailureMode.BadInput(name);
    };
  }
}
