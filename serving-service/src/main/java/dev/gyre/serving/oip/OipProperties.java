package dev.gyre.serving.oip;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the Open Inference Protocol.
 *
 * @param maxBodySize of a request after decompression, up to 1 GiB
 */
@ConfigurationProperties("gyre.serving.oip")
record OipProperties(@DefaultValue("64MB") DataSize maxBodySize) {

  OipProperties {
    if (maxBodySize.toBytes() < 1 || maxBodySize.toBytes() > 1 << 30) {
      throw new IllegalArgumentException(
          "gyre.serving.oip.max-body-size is %s; set it to 1B to 1GB".formatted(maxBodySize));
    }
  }
}
