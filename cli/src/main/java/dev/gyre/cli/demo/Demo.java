package dev.gyre.cli.demo;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.monitoring.Harvest;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.cli.Connection;
import dev.gyre.cli.Exit;
import dev.gyre.cli.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole loop, as a user's client would go round it. Nothing is staged: parts and seed are fixed
 * beforehand, and each verdict stands as it falls.
 */
final class Demo {

  private final Narrator narrator;
  private final Contradictions contradictions = new Contradictions();
  private final Digits digits = Digits.load();
  private final Parts parts = Parts.draw(digits.all(), DemoSeed.SEED);
  private final DemoSite site;
  private final DataSteps data;
  private final ModelSteps models;
  private final GateSteps gates;
  private final ServingSteps serving;
  private final IncidentSteps incidents;

  Demo(Server server, Duration timeout, Narrator narrator) {
    this.narrator = narrator;
    Connection connection =
        narrator.step(
            "Say what the task is: a project and its task contract",
            () -> DemoProject.open(server, narrator));
    this.site = new DemoSite(connection, timeout, narrator, contradictions);
    this.data = new DataSteps(site);
    this.models = new ModelSteps(site);
    this.gates = new GateSteps(site);
    this.serving = new ServingSteps(site, digits);
    this.incidents = new IncidentSteps(site);
  }

  /** What is served at first. */
  private record First(ModelRef model, DatasetVersion dataset) {}

  /** What shall replace it. */
  private record Second(ModelRef model, DatasetRef dataset) {}

  /** How the incidents ended, and which opened afterwards. */
  private record Round(List<IncidentSteps.Ending> endings, List<Incident> later) {}

  /**
   * Goes round once; the exit code is 0 whatever the verdicts, if each follows from its evidence.
   */
  int run() {
    First first = firstModel();
    Traffic before = trafficBefore(first);
    List<Incident> opened =
        narrator.step(
            "Wait for the monitor to judge",
            () -> {
              int pool = parts.of(Part.POOL).size();
              int labelled = before.requests().size();
              List<Incident> found = incidents.await(labelled + pool, labelled);
              incidents.show(found, before);
              return found;
            });
    Round round = opened.isEmpty() ? new Round(List.of(), List.of()) : improve(first, opened);
    return new DemoSummary(site).tell(round.endings(), round.later());
  }

  private First firstModel() {
    step("Import the train and test parts", () -> data.load(digits, parts));
    DatasetVersion version =
        narrator.step(
            "Commit the first dataset version, split by the field 'part'",
            () -> {
              data.makeDataset();
              return data.commit(List.of(), 0);
            });
    PreparedSet set = narrator.step("Prepare it", () -> data.prepare(version.ref()));
    step(
        "Plan: what can these numbers prove?",
        () -> {
          new DemoPlan(parts).lines().forEach(line -> site.say("%s", line));
          gates.plan(version.ref());
        });
    ModelRef model =
        narrator.step(
            "Train the first model, with few of " + String.join(", ", sorted()),
            () -> models.train(set));
    step("Evaluate it on the test split", () -> models.evaluate(model, version.ref()));
    step("Make it champion", () -> models.crown(model));
    step(
        "Serve the champion and watch it",
        () -> {
          serving.open();
          serving.awaitServing(model);
          serving.watch();
        });
    return new First(model, version);
  }

  private Traffic trafficBefore(First first) {
    Traffic before =
        narrator.step(
            "Traffic, with feedback on all of it",
            () -> {
              Traffic sent = serving.send(Part.BEFORE, parts.of(Part.BEFORE));
              serving.tellTruth(sent);
              requireAnsweredBy(sent, first.model());
              return sent;
            });
    step("More traffic, without feedback", () -> serving.send(Part.POOL, parts.of(Part.POOL)));
    return before;
  }

  private Round improve(First first, List<Incident> opened) {
    List<Harvest> harvests =
        narrator.step(
            "Take each incident up, harvest data because of it, label it from the known truth",
            () -> opened.stream().map(this::harvest).toList());
    Second second = secondModel(first, harvests);
    step(
        "Record the fix and hold it against the champion",
        () ->
            opened.forEach(
                incident -> incidents.verify(incident, second.model(), second.dataset())));
    GateVerdict verdict =
        narrator.step(
            "Gate: candidate against champion",
            () -> gates.judge(second.model(), first.model(), second.dataset()));
    Map<SliceId, SliceFlips> proofs =
        narrator.step(
            "What became of each test sample, and of each proof",
            () -> gates.compare(verdict, slices(opened, harvests)));
    ModelRef served =
        narrator.step(
            "Promote, if the gate lets it pass",
            () -> {
              ModelRef champion =
                  gates.promote(verdict, first.model()) ? second.model() : first.model();
              serving.awaitServing(champion);
              return champion;
            });
    Traffic after =
        narrator.step(
            "Traffic afterwards, with feedback on all of it",
            () -> {
              Traffic sent = serving.send(Part.AFTER, parts.of(Part.AFTER));
              serving.tellTruth(sent);
              requireAnsweredBy(sent, served);
              return sent;
            });
    return narrator.step(
        "Close what is proven",
        () -> {
          int labelled = parts.of(Part.BEFORE).size() + after.requests().size();
          List<Incident> now = incidents.await(labelled + parts.of(Part.POOL).size(), labelled);
          List<IncidentSteps.Ending> endings = new ArrayList<>();
          for (int i = 0; i < opened.size(); i++) {
            SliceId slice = harvests.get(i).proofSlice();
            endings.add(incidents.close(opened.get(i), slice == null ? null : proofs.get(slice)));
          }
          return new Round(endings, IncidentSteps.later(opened, now));
        });
  }

  /** One after the other: what was labelled for one incident is not asked for again. */
  private Harvest harvest(Incident incident) {
    Harvest harvest = incidents.harvest(incident);
    site.say(
        "%d labels through the label queue, marked as not given by a person.",
        incidents.label(harvest));
    return harvest;
  }

  private Second secondModel(First first, List<Harvest> harvests) {
    List<SplitAssignment> assignments = IncidentSteps.assignments(harvests);
    DatasetVersion version =
        narrator.step(
            "Commit a dataset version with the harvest, its proof part to test with",
            () -> data.commit(assignments, first.dataset().ref().version()));
    PreparedSet set = narrator.step("Prepare it", () -> data.prepare(version.ref()));
    ModelRef model =
        narrator.step("Train again, by the same recipe and seed", () -> models.train(set));
    return new Second(model, version.ref());
  }

  private void requireAnsweredBy(Traffic traffic, ModelRef model) {
    long others =
        traffic.requests().stream()
            .filter(each -> each.answer().modelVersion() != model.version())
            .count();
    contradictions.unless(others == 0, "%d of the answers were not given by %s", others, model);
  }

  /** The proof slices, with the incidents that they are about. */
  private static Map<SliceId, String> slices(List<Incident> opened, List<Harvest> harvests) {
    Map<SliceId, String> slices = new LinkedHashMap<>();
    for (int i = 0; i < opened.size(); i++) {
      SliceId slice = harvests.get(i).proofSlice();
      if (slice != null) {
        slices.put(slice, IncidentSteps.name(opened.get(i)));
      }
    }
    return slices;
  }

  private static List<String> sorted() {
    return Parts.THIN.stream().sorted().toList();
  }

  private void step(String title, Runnable work) {
    int _ =
        narrator.step(
            title,
            () -> {
              work.run();
              return Exit.OK;
            });
  }
}
