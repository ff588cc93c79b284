package dev.gyre.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPlanTests {

  @Test
  void saysWhatTheNumbersCanProveAndWhatTheyCannot() {
    List<String> lines = new DemoPlan(Parts.draw(Digits.load().all(), DemoSeed.SEED)).lines();

    assertThat(lines.getFirst())
        .contains("Seed 1 divides 1797 digits", "train 330, test 450, before 400, after 360");
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("of a class with few digits", "48"))
        .anySatisfy(line -> assertThat(line).contains("6 and none is too little evidence"))
        .anySatisfy(line -> assertThat(line).contains("0.05 is not provable"));
  }
}
