package dev.gyre.benchmarks;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import java.util.List;

/** The task of all benchmarks. */
final class Contract {

  static final TaskContract OF_PICTURES =
      new TaskContract(
          TaskKind.CLASSIFICATION,
          PictureArchive.CLASSES,
          List.of(new StreamSpec("image", "image", true, 1)),
          List.of(
              new FieldSpec("night", FieldType.BOOL),
              new FieldSpec("distance", FieldType.NUMBER),
              new FieldSpec("weather", FieldType.TEXT)),
          List.of(),
          Rightness.CLASS_EQUAL,
          List.of(new MetricRule(Metric.ACCURACY, 0.5, 0.1)),
          List.of(),
          0.1,
          InsufficientEvidence.PASS,
          null);

  private Contract() {}
}
