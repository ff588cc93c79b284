package dev.gyre.scoring.proof;

/** What an incident is about, in words a person can read. */
public sealed interface FailureMode {

  /** Short title, the true class first. */
  String title();

  /** Samples of one true class are misread, whatever as. */
  record TrueClass(String name) implements FailureMode {
    @Override
    public String title() {
      return "%s misread".formatted(name);
    }
  }

  /** Samples of one true class are misread as one other: named only by its own evidence. */
  record ClassPair(String truth, String predicted) implements FailureMode {
    @Override
    public String title() {
      return "%s misread as %s".formatted(truth, predicted);
    }
  }

  /** Predictions of one class are doubted while their truth is unknown. */
  record PredictedClass(String name) implements FailureMode {
    @Override
    public String title() {
      return "predicted %s in doubt".formatted(name);
    }
  }

  /** Several modes rose together after one deployment: one cause is likelier than many. */
  record DeploymentFault(String deployment) implements FailureMode {
    @Override
    public String title() {
      return "several classes worse since deployment %s".formatted(deployment);
    }
  }

  /** Inputs that a named rule finds broken: bad values, wrong shape, a missing stream. */
  record BadInput(String rule) implements FailureMode {
    @Override
    public String title() {
      return "bad input: %s".formatted(rule);
    }
  }
}
