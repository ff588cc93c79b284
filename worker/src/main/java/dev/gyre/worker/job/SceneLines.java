package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.scenes.Box;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Frames of simulated scenes as samples of a task contract: streams by their kind, truth as
 * annotations, and what holds in the scene as metadata. A scene is a sequence and a group.
 */
final class SceneLines {

  private static final int DIGEST_DIGITS = 12;
  private static final int IGNORED = 255;

  private final TaskContract contract;
  private final Map<String, String> classes;
  private final Digest digest;
  private final SceneFacts facts;
  private final byte[] ids;
  private final Map<String, Integer> table;

  /**
   * @param classes class of the contract by class of the simulator; those of equal name need no
   *     entry
   */
  SceneLines(TaskContract contract, Map<String, String> classes, Digest digest) {
    this.contract = contract;
    this.classes = classes;
    this.digest = digest;
    this.facts = new SceneFacts(contract);
    this.table = table();
    this.ids = new byte[SceneClass.values().length];
    for (SceneClass each : SceneClass.values()) {
      String own = own(each);
      ids[each.id()] = (byte) (own == null ? IGNORED : contract.indexOf(own));
    }
  }

  private @Nullable String own(SceneClass simulated) {
    String name = classes.getOrDefault(simulated.label(), simulated.label());
    return contract.indexOf(name) < 0 ? null : name;
  }

  /** One frame. */
  SampleZip.Sample sample(Simulation simulation, Frame frame, int index) {
    String sequence =
        "%s-%s/%d"
            .formatted(
                simulation.scenario().name(),
                digest.hex().substring(0, DIGEST_DIGITS),
                simulation.seed());
    String name = "%d-%05d".formatted(simulation.seed(), index);
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, Object> line = new TreeMap<>();
    line.put("key", "%s/%05d".formatted(sequence, index));
    line.put("sequence", sequence);
    line.put("group", sequence);
    line.put("time_ns", frame.timeNanos());
    line.put("metadata", facts.of(simulation, frame));
    line.put("streams", streams(frame, name, files));
    line.put("annotations", annotations(frame, sequence, name, files));
    if (!table.isEmpty()) {
      // The simulator knows all that is there; what it has no word for is not there.
      line.put("scope", "CHECKED");
    }
    return new SampleZip.Sample(line, files);
  }

  private Map<String, Object> streams(Frame frame, String name, Map<String, byte[]> files) {
    Map<String, Object> streams = new TreeMap<>();
    Map<String, Object> camera =
        Map.of(
            "width_px", frame.widthPx(),
            "height_px", frame.heightPx(),
            "fx", frame.pose().focalPx(),
            "fy", frame.pose().focalPx(),
            "cx", frame.pose().centreXPx(),
            "cy", frame.pose().centreYPx());
    first(
        StreamSpec.IMAGE,
        stream -> {
          byte[] rgb = Objects.requireNonNull(frame.rgb());
          boolean gray = Objects.equals(stream.channels(), 1);
          files.put(
              "rgb/" + name + ".png", gray ? ScenePng.gray(frame, rgb) : ScenePng.rgb(frame, rgb));
          streams.put(stream.name(), item("rgb/" + name + ".png", Map.of("calibration", camera)));
        });
    first(
        StreamSpec.DEPTH,
        stream -> {
          files.put(
              "depth/" + name + ".png",
              ScenePng.wide(frame, Objects.requireNonNull(frame.depthMm())));
          streams.put(
              stream.name(),
              item(
                  "depth/" + name + ".png",
                  Map.of(
                      "calibration", camera, "scale", 0.001, "offset", 0.0, "invalid_value", 0)));
        });
    first(
        StreamSpec.POSE,
        stream -> {
          files.put(
              "pose/" + name + ".json",
              Arrays.toString(ScenePose.of(frame.pose())).getBytes(StandardCharsets.UTF_8));
          streams.put(stream.name(), item("pose/" + name + ".json", Map.of()));
        });
    return streams;
  }

  private void first(String kind, Consumer<StreamSpec> use) {
    contract.streams().stream()
        .filter(stream -> stream.kind().equals(kind))
        .findFirst()
        .ifPresent(use);
  }

  private static Map<String, Object> item(String file, Map<String, Object> attributes) {
    return Map.of("file", file, "attributes", new TreeMap<>(attributes));
  }

  private List<Object> annotations(
      Frame frame, String sequence, String name, Map<String, byte[]> files) {
    List<Object> annotations = new ArrayList<>();
    if (!table.isEmpty()) {
      String file = "labels/" + name + ".png";
      files.put(file, ScenePng.bytes(frame, ids(Objects.requireNonNull(frame.semantic()))));
      annotations.add(
          map(Map.of("kind", "LABEL_MAP", "file", file, "table", table, "ignore_id", IGNORED)));
    }
    String instances = "instances/" + name + ".png";
    files.put(instances, ScenePng.wide(frame, Objects.requireNonNull(frame.instance())));
    annotations.add(map(Map.of("kind", "INSTANCE_MAP", "file", instances)));
    for (Box box : Objects.requireNonNull(frame.boxes())) {
      String own = own(box.kind());
      if (own != null && box.visible() != null) {
        annotations.add(box(box, box.visible(), own, sequence));
      }
    }
    return annotations;
  }

  /** Several classes of the simulator may be one of the contract. */
  private Map<String, Integer> table() {
    Map<String, Integer> known = new TreeMap<>();
    for (SceneClass each : SceneClass.values()) {
      String own = own(each);
      if (own != null) {
        known.put(own, contract.indexOf(own));
      }
    }
    return known;
  }

  private byte[] ids(byte[] semantic) {
    byte[] own = new byte[semantic.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = ids[semantic[i]];
    }
    return own;
  }

  private Map<String, Object> map(Map<String, Object> geometry) {
    Map<String, Object> annotation = annotation();
    annotation.put("geometry", new TreeMap<>(geometry));
    return annotation;
  }

  private Map<String, Object> box(Box box, Box.Extent extent, String own, String sequence) {
    Map<String, Object> annotation = annotation();
    annotation.put("class_name", own);
    annotation.put("object_id", sequence + "/" + box.instance());
    annotation.put(
        "geometry",
        new TreeMap<>(
            Map.of(
                "kind", "BOX",
                "x_min_px", extent.x0(),
                "y_min_px", extent.y0(),
                "x_max_px", extent.x1(),
                "y_max_px", extent.y1())));
    Box.Extent full = box.full();
    annotation.put(
        "attributes",
        new TreeMap<>(
            Map.of(
                "instance", box.instance(),
                "occlusion", box.occlusion(),
                "truncation", box.truncation(),
                "visible_pixels", box.visiblePixels(),
                "full_box_px", List.of(full.x0(), full.y0(), full.x1(), full.y1()))));
    return annotation;
  }

  private Map<String, Object> annotation() {
    Map<String, Object> annotation = new TreeMap<>();
    first(StreamSpec.IMAGE, stream -> annotation.put("target", stream.name()));
    annotation.put("source", "SIMULATOR");
    return annotation;
  }
}
