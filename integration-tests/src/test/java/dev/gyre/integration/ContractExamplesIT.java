package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.PlatformException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the contract, called as it should be and as it should not. */
class ContractExamplesIT {

  static final String PROJECT = "examples";

  private static final List<Example> EXAMPLES =
      Stream.of(
              ProjectExamples.all(),
              JobExamples.all(),
              SampleExamples.all(),
              SimulationExamples.all(),
              DatasetExamples.all(),
              LabelExamples.all(),
              TrainingExamples.all(),
              EvalExamples.all(),
              GateExamples.all(),
              ServingExamples.all(),
              MonitoringExamples.all(),
              LineageExamples.all())
          .flatMap(List::stream)
          .toList();

  @Test
  void hasOneExampleForEachMethod() {
    List<String> methods =
        ContractMethod.all().stream()
            .filter(method -> !method.isInternal())
            .map(ContractMethod::toString)
            .toList();
    assertThat(EXAMPLES).extracting(Example::method).containsExactlyInAnyOrderElementsOf(methods);
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("examples")
  void answersAsTheExampleSays(Topology topology, Example example) throws Exception {
    example.success().run(Loop.in(topology, PROJECT));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("examples")
  void refusesAsTheExampleSays(Topology topology, Example example) {
    Loop loop = Loop.in(topology, PROJECT);
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> example.failure().run(loop))
        .satisfies(refused -> {
          assertThat(refused.code()).as(refused.detail()).isEqualTo(example.code());
          assertThat(refused.detail()).isNotBlank();
        });
  }

  static Stream<Arguments> examples() {
    return Stream.of(Topology.values())
        .flatMap(topology -> EXAMPLES.stream().map(example -> Arguments.of(topology, example)));
  }
}
