package dev.gyre.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.PlatformException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskContractTests {

  private static TaskContract contract(TaskKind task, Metric metric, SliceRule... slices) {
    boolean pixels = task == TaskKind.SEGMENTATION;
    return new TaskContract(
        task,
        List.of("road", "car"),
        List.of(new StreamSpec("rgb", StreamSpec.IMAGE, true, 3)),
        List.of(),
        List.of(),
        pixels ? Rightness.MEAN_IOU : Rightness.CLASS_EQUAL,
        pixels ? 0.5 : null,
        List.of(new MetricRule(metric, 0.5, null)),
        List.of(slices),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  @Test
  void everyMetricFitsOneTaskAndAccuracyFitsBoth() {
    assertThat(Metric.of(TaskKind.CLASSIFICATION))
        .containsExactly(Metric.ACCURACY, Metric.MACRO_F1, Metric.CALIBRATION_ERROR);
    assertThat(Metric.of(TaskKind.SEGMENTATION))
        .containsExactly(
            Metric.ACCURACY, Metric.MEAN_IOU, Metric.BOUNDARY_IOU, Metric.PIXEL_ACCURACY);
    for (TaskKind task : TaskKind.values()) {
      Metric.of(task)
          .forEach(metric ->
              assertThat(contract(task, metric).metrics().getFirst().metric()).isEqualTo(metric));
    }
  }

  @Test
  void refusesByNameAMetricThatDoesNotFitTheTask() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> contract(TaskKind.CLASSIFICATION, Metric.MEAN_IOU))
        .satisfies(refused ->
            assertThat(refused.detail())
                .contains("metrics is 'MEAN_IOU'", "CLASSIFICATION", "MACRO_F1"));
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> contract(TaskKind.SEGMENTATION, Metric.MACRO_F1));
    SliceRule pixels = new SliceRule("night", "sample.night", Metric.MEAN_IOU, 0.3, null);
    assertThat(contract(TaskKind.SEGMENTATION, Metric.MEAN_IOU, pixels).slices())
        .extracting(SliceRule::judged)
        .containsExactly(Metric.MEAN_IOU);
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> contract(TaskKind.CLASSIFICATION, Metric.ACCURACY, pixels))
        .satisfies(refused -> assertThat(refused.detail()).contains("slices.night.metric"));
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> new SliceRule("night", null, Metric.PIXEL_ACCURACY, 0.3, null));
  }
}
