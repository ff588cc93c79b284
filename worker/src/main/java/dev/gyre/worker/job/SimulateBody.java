package dev.gyre.worker.job;

import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.SimulateInput;
import dev.gyre.api.data.SimulateResult;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.Simulation;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.scenes.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Renders a shard of a simulation: a scenario in, an archive of samples out. */
final class SimulateBody implements JobBody {

  private static final Set<Sensor> SENSORS =
      EnumSet.of(Sensor.RGB, Sensor.DEPTH_MM, Sensor.SEMANTIC, Sensor.INSTANCE, Sensor.BOXES);
  private static final double RENDERED = 0.95;

  @Override
  public JobCompletion run(WorkDesk desk) throws IOException {
    SimulateInput input = desk.input(SimulateInput.class);
    Scenario scenario;
    try {
      scenario = Scenario.parse(input.scenario().toString());
    } catch (ScenarioException e) {
      return WorkDesk.refusal("INVALID_ARGUMENT", "The scenario cannot be read: " + e.getMessage());
    }
    if (!scenario.hash().equals(input.digest().hex())) {
      return WorkDesk.refusal(
          "INVALID_ARGUMENT",
          "The scenario has the digest %s here, not %s; server and worker must be of one release"
              .formatted(scenario.hash(), input.digest()));
    }
    Path file = desk.folder().resolve("samples.zip");
    render(desk, input, scenario, file);
    desk.progress(RENDERED, "Uploading the samples");
    JobArtifact archive = desk.artifacts().put("samples", file, "application/zip");
    int samples = input.to() - input.from();
    desk.attempt().say("%d pictures in %d bytes".formatted(samples, archive.size()));
    return WorkDesk.success(new SimulateResult(archive.digest(), samples), List.of(archive));
  }

  private static void render(WorkDesk desk, SimulateInput input, Scenario scenario, Path file)
      throws IOException {
    NewSimulation spec = input.spec();
    SceneLines lines = new SceneLines(input.contract(), spec.classes(), input.digest());
    int last = -1;
    Simulation simulation = null;
    try (SampleZip zip = new SampleZip(file)) {
      for (int i = input.from(); i < input.to(); i++) {
        desk.progress(
            RENDERED * (i - input.from()) / (input.to() - input.from()),
            "Rendering picture %d of %d"
                .formatted(i - input.from() + 1, input.to() - input.from()));
        int scene = i / spec.frames();
        if (simulation == null || scene != last) {
          simulation = Simulation.of(scenario, spec.seed() + scene);
          last = scene;
        }
        int index = spec.firstFrame() + i % spec.frames();
        Frame frame = simulation.frame(index, SENSORS);
        zip.add(lines.sample(simulation, frame, index));
      }
    }
  }
}
