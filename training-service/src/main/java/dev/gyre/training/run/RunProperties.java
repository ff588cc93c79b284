package dev.gyre.training.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a training may use.
 *
 * @param memory resident memory of its worker, above which it is killed; at least 256 MB
 * @param timeout how long it may take; above 0
 */
@ConfigurationProperties("gyre.training.run")
record RunProperties(
    @DefaultValue("1536MB") DataSize memory, @DefaultValue("12h") Duration timeout) {

  private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(256);

  RunProperties {
    List<String> problems = new ArrayList<>();
    if (memory.compareTo(LEAST_MEMORY) < 0) {
      problems.add("gyre.training.run.memory is %s; set it to 256MB or more".formatted(memory));
    }
    if (!timeout.isPositive()) {
      problems.add("gyre.training.run.timeout is %s; set it above 0".formatted(timeout));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(". ", problems));
    }
  }
}
