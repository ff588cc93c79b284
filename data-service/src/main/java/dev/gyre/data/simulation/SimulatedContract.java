package dev.gyre.data.simulation;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.scenario.Scenario;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a task contract a simulation can fill, judged before anything is rendered. */
final class SimulatedContract {

  private static final Set<String> KINDS =
      Set.of(StreamSpec.IMAGE, StreamSpec.DEPTH, StreamSpec.POSE);

  /** Ids of a label map are eight bits, the last one for what is not scored. */
  private static final int MAX_CLASSES = 255;

  private SimulatedContract() {}

  /**
   * @throws PlatformException with {@code CONTRACT_VIOLATION} or {@code INVALID_ARGUMENT}
   */
  static void check(TaskContract contract, Scenario scenario, NewSimulation wanted) {
    checkStreams(contract.streams());
    if (contract.classes().size() > MAX_CLASSES) {
      throw violation(
          "classes",
          "The task contract has %d classes; a simulated label map has %d at most"
              .formatted(contract.classes().size(), MAX_CLASSES));
    }
    checkClasses(contract, wanted.classes());
    checkFrames(scenario, wanted);
  }

  private static void checkStreams(List<StreamSpec> streams) {
    Set<String> filled = new HashSet<>();
    for (StreamSpec stream : streams) {
      boolean first = KINDS.contains(stream.kind()) && filled.add(stream.kind());
      boolean fits =
          first
              && (stream.elementType() == null || stream.elementType() == typeOf(stream.kind()))
              && (stream.kind().equals(StreamSpec.IMAGE)
                  || stream.channels() == null
                  || stream.channels() == 1);
      if (stream.required() && !fits) {
        throw violation(
            "streams",
            "Stream '%s' of kind %s is required and not simulated; there are one image of UINT8, one depth of UINT16 and one pose"
                .formatted(stream.name(), stream.kind()));
      }
    }
    if (!filled.contains(StreamSpec.IMAGE)) {
      throw violation("streams", "The task contract has no stream of kind image to simulate");
    }
  }

  private static ElementType typeOf(String kind) {
    return switch (kind) {
      case StreamSpec.IMAGE -> ElementType.UINT8;
      case StreamSpec.DEPTH -> ElementType.UINT16;
      default -> ElementType.FLOAT64;
    };
  }

  private static void checkClasses(TaskContract contract, Map<String, String> classes) {
    List<String> known = Arrays.stream(SceneClass.values()).map(SceneClass::label).toList();
    classes.forEach((simulated, own) -> {
      if (!known.contains(simulated)) {
        throw PlatformException.invalid("classes", simulated, "one of " + known);
      }
      if (contract.indexOf(own) < 0) {
        throw violation(
            "classes",
            "'%s' is no class of the task contract; it has %s".formatted(own, contract.classes()));
      }
    });
  }

  private static void checkFrames(Scenario scenario, NewSimulation wanted) {
    Double rateHz = scenario.ratesHz().get(Sensor.RGB);
    long there =
        rateHz == null
            ? 0
            : Math.max(1, (long) Math.floor(scenario.durationSeconds() * rateHz + 1e-9));
    if (wanted.firstFrame() + (long) wanted.frames() > there) {
      throw PlatformException.invalid(
          "frames",
          "%d from %d on".formatted(wanted.frames(), wanted.firstFrame()),
          "within the %d colour pictures of the scenario".formatted(there));
    }
  }

  private static PlatformException violation(String field, String detail) {
    return new PlatformException(ErrorCode.CONTRACT_VIOLATION, detail, Map.of("field", field));
  }
}
