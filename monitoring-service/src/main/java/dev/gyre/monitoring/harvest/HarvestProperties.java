package dev.gyre.monitoring.harvest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is harvested.
 *
 * @param labelled labelled exposures of the mode, the newest, 1 to 5000
 * @param similar predictions without truth that look like the mode, for training alone, 0 to 1000
 * @param uniform predictions without truth that are drawn by chance, expected number, 0 to 1000. A
 *     half of them proves, and of these only the mode's own do: where a class is a tenth of the
 *     traffic, 300 bring 15 to a proof, which takes about 48 (measured)
 */
@ConfigurationProperties("gyre.monitoring.harvest")
record HarvestProperties(
    @DefaultValue("2000") int labelled,
    @DefaultValue("100") int similar,
    @DefaultValue("300") int uniform) {

  HarvestProperties {
    require("labelled", labelled, 1, 5000);
    require("similar", similar, 0, 1000);
    require("uniform", uniform, 0, 1000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "gyre.monitoring.harvest.%s is %d; set it from %d to %d"
              .formatted(name, value, least, most));
    }
  }
}
