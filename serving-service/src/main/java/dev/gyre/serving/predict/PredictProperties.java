package dev.gyre.serving.predict;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a picture may be.
 *
 * @param maxImageSize of the encoded file, up to 1 GiB
 * @param maxPixels width times height, up to 2^28
 */
@ConfigurationProperties("gyre.serving.predict")
record PredictProperties(
    @DefaultValue("16MB") DataSize maxImageSize, @DefaultValue("40000000") long maxPixels) {

  PredictProperties {
    if (maxImageSize.toBytes() < 1 || maxImageSize.toBytes() > 1 << 30) {
      throw new IllegalArgumentException(
          "gyre.serving.predict.max-image-size is %s; set it to 1B to 1GB".formatted(maxImageSize));
    }
    if (maxPixels < 1 || maxPixels > 1 << 28) {
      throw new IllegalArgumentException(
          "gyre.serving.predict.max-pixels is %d; set it to 1 to 268435456".formatted(maxPixels));
    }
  }
}
