package dev.gyre.project;

import dev.gyre.infra.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresUseOnlyWhatOthersShow() {
    ApplicationModules.of("dev.gyre.project").verify();
  }

  @Test
  void classesKeepTheHouseRules() {
    HouseRules.check("dev.gyre.project");
  }
}
