package dev.gyre.data;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresKeepToTheirBoundaries() {
    ApplicationModules.of("dev.gyre.data").verify();
  }
}
