package dev.gyre.scoring.proof;

import java.util.List;

/**
 * The identity of a failure mode: equal modes give equal strings, so a mode that returns finds its
 * incident again. The grouping version comes first; a changed rule gets a new version and never
 * rewrites old fingerprints.
 *
 * @param value canonical form, for example {@code gyre-mode/1/wrong-class/true=8}; parts are
 *     escaped, so no class name can imitate another mode
 */
public record IncidentFingerprint(String value) {

  /** Version of the grouping rules in this code. */
  public static final int GROUPING_VERSION = 1;

  /** The fingerprint under the present grouping version. */
  public static IncidentFingerprint of(FailureMode mode) {
    List<String> parts =
        switch (mode) {
          case FailureMode.TrueClass(String name) -> List.of("wrong-class", part("true", name));
          case FailureMode.ClassPair(String truth, String predicted) ->
              List.of("wrong-class", part("true", truth), part("predicted", predicted));
          case FailureMode.PredictedClass(String name) ->
              List.of("suspected-class", part("predicted", name));
          case FailureMode.DeploymentFault(String deployment) ->
              List.of("deployment", part("id", deployment));
          case FailureMode.BadInput(String rule) -> List.of("bad-input", part("rule", rule));
        };
    return new IncidentFingerprint(
        "gyre-mode/%d/%s".formatted(GROUPING_VERSION, String.join("/", parts)));
  }

  private static String part(String name, String value) {
    return name + "=" + value.replace("%", "%25").replace("/", "%2F").replace("=", "%3D");
  }
}
