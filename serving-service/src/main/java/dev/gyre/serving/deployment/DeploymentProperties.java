package dev.gyre.serving.deployment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How models are brought in.
 *
 * @param poll how often aliases are looked at when no event tells of a move; at least 1 s
 * @param maxPackageSize of a model package, up to 1 GiB; it is held in memory while it is loaded
 * @param threads for one run of a model, from 1; requests run beside each other anyway
 */
@ConfigurationProperties("gyre.serving.deployment")
record DeploymentProperties(
    @DefaultValue("15s") Duration poll,
    @DefaultValue("512MB") DataSize maxPackageSize,
    @DefaultValue("1") int threads) {

  DeploymentProperties {
    if (poll.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "gyre.serving.deployment.poll is %s; set it to 1s or more".formatted(poll));
    }
    if (maxPackageSize.toBytes() < 1 || maxPackageSize.toBytes() > 1 << 30) {
      throw new IllegalArgumentException(
          "gyre.serving.deployment.max-package-size is %s; set it to at most 1GB"
              .formatted(maxPackageSize));
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "gyre.serving.deployment.threads is %d; set it to 1 or more".formatted(threads));
    }
  }
}
