package dev.gyre.eval;

import dev.gyre.infra.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresUseOnlyWhatOthersShow() {
    ApplicationModules.of("dev.gyre.eval").verify();
  }

  @Test
  void classesKeepTheHouseRules() {
    HouseRules.check("dev.gyre.eval");
  }
}
