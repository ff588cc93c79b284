package dev.gyre.infra.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what nobody asks for any more is kept.
 *
 * @param pause between two rounds of forgetting
 * @param idempotencyKeys after the request that came with it
 * @param uploads after the last byte of an upload that no job took; longer than any job may take
 * @param tokens after a token, session or login link has ended
 */
@ConfigurationProperties("gyre.retention")
public record RetentionProperties(
    @DefaultValue("1h") Duration pause,
    @DefaultValue("7d") Duration idempotencyKeys,
    @DefaultValue("14d") Duration uploads,
    @DefaultValue("90d") Duration tokens) {

  public RetentionProperties {
    if (!pause.isPositive()) {
      throw new IllegalArgumentException(
          "gyre.retention.pause is %s; give a time above 0".formatted(pause));
    }
  }
}
