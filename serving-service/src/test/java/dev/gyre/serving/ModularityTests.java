package dev.gyre.serving;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresUseOnlyWhatOthersShow() {
    ApplicationModules.of("dev.gyre.serving").verify();
  }
}
