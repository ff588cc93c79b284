package dev.gyre.data;

import dev.gyre.infra.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

  @Test
  void featuresKeepToTheirBoundaries() {
    ApplicationModules.of("dev.gyre.data").verify();
  }

  @Test
  void classesKeepTheHouseRules() {
    HouseRules.check("dev.gyre.data");
  }
}
