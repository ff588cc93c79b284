package dev.gyre.monitoring;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresUseOnlyWhatOthersShow() {
    ApplicationModules.of("dev.gyre.monitoring").verify();
  }
}
