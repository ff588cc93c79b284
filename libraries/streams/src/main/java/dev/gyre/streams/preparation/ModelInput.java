package dev.gyre.streams.preparation;

import dev.gyre.streams.image.Image;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The model-facing part of a preparation: {@code (value * scale - mean[c]) / std[c]} per channel.
 * It is declared here and compiled into the model's graph; shards hold eight-bit values without it,
 * so that training, evaluation and serving cannot disagree.
 *
 * @param scale finite, not 0, for example 1/255
 * @param mean one finite value per channel
 * @param std one finite value above 0 per channel
 */
public record ModelInput(double scale, List<Double> mean, List<Double> std, Layout layout) {

  /** The order of axes that the model takes. */
  public enum Layout {
    NCHW,
    NHWC
  }

  public ModelInput {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (!Double.isFinite(scale) || scale == 0) {
      throw new IllegalArgumentException(
          "Scale is %s; give a finite number but 0".formatted(scale));
    }
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "Mean has %d values and std %d; give one per channel".formatted(mean.size(), std.size()));
    }
    if (!mean.stream().allMatch(Double::isFinite)
        || !std.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
      throw new IllegalArgumentException(
          "Mean %s must be finite, and std %s finite and above 0".formatted(mean, std));
    }
  }

  /** Values in 0 to 1 in NCHW: scale 1/255, mean 0, std 1. */
  public static ModelInput unit(Colour colour) {
    return new ModelInput(
        1 / 255.0,
        List.copyOf(Collections.nCopies(colour.channels(), 0.0)),
        List.copyOf(Collections.nCopies(colour.channels(), 1.0)),
        Layout.NCHW);
  }

  /**
   * The values that the graph computes, in single precision, one picture without the batch axis.
   * The reference for golden vectors and for training before a graph exists.
   *
   * @throws IllegalArgumentException if the picture has another number of channels
   */
  public float[] toTensor(Image image) {
    int channels = image.channels();
    if (channels != mean.size()) {
      throw new IllegalArgumentException(
          "The image has %d channels, the preparation %d".formatted(channels, mean.size()));
    }
    int places = image.heightPx() * image.widthPx();
    byte[] pixels = image.pixels();
    float[] tensor = new float[pixels.length];
    for (int c = 0; c < channels; c++) {
      float[] table = table(c);
      for (int i = 0; i < places; i++) {
        float value = table[pixels[i * channels + c] & 0xff];
        tensor[layout == Layout.NCHW ? c * places + i : i * channels + c] = value;
      }
    }
    return tensor;
  }

  private float[] table(int channel) {
    float[] table = new float[256];
    for (int value = 0; value < table.length; value++) {
      table[value] = value(value, channel);
    }
    return table;
  }

  /** One value as the model takes it. */
  float value(float value, int channel) {
    return (value * (float) scale - mean.get(channel).floatValue()) / std.get(channel).floatValue();
  }

  Map<String, Object> toMembers() {
    return Map.of(
        "scale", scale, "mean", mean, "std", std, "layout", layout.name().toLowerCase(Locale.ROOT));
  }
}
