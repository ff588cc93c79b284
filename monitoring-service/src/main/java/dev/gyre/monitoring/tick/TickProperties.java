package dev.gyre.monitoring.tick;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often logs are read.
 *
 * @param pause between two beats; above 0
 */
@ConfigurationProperties("gyre.monitoring.tick")
record TickProperties(@DefaultValue("1s") Duration pause) {

  TickProperties {
    if (!pause.isPositive()) {
      throw new IllegalArgumentException(
          "gyre.monitoring.tick.pause is %s; set it above 0".formatted(pause));
    }
  }
}
