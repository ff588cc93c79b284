package dev.gyre.scenes;

import dev.gyre.scenes.noise.Noise;
import org.jspecify.annotations.Nullable;

/** Colours for maps that are not pictures, 0xRRGGBB a pixel; for looking at, not for training. */
final class PreviewColours {

  private static final int[] CLASSES = {
    0x4682b4, 0x804080, 0xf423e8, 0x98fb98, 0x464646, 0x6b8e23, 0x999999, 0xdcdc00, 0xfaaa1e,
    0x66669c, 0x00008e, 0xdc143c, 0x770b20
  };

  private PreviewColours() {}

  static int[] rgb(Frame frame) {
    byte[] rgb = asked(frame.rgb());
    int[] out = new int[rgb.length / 3];
    for (int p = 0; p < out.length; p++) {
      out[p] = (rgb[3 * p] & 255) << 16 | (rgb[3 * p + 1] & 255) << 8 | (rgb[3 * p + 2] & 255);
    }
    return out;
  }

  static int[] semantic(Frame frame) {
    byte[] ids = asked(frame.semantic());
    int[] out = new int[ids.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = CLASSES[ids[p]];
    }
    return out;
  }

  static int[] instance(Frame frame) {
    short[] ids = asked(frame.instance());
    int[] out = new int[ids.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = ids[p] == 0 ? 0 : 0x404040 | (Noise.bits(ids[p], 1, 1) & 0xbfbfbf);
    }
    return out;
  }

  static int[] depth(Frame frame) {
    float[] depth = asked(frame.depth());
    int[] out = new int[depth.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = depth[p] == 0 ? 0 : grey(255 / (1 + depth[p] / 14.0));
    }
    return out;
  }

  static int[] normals(Frame frame) {
    float[] n = asked(frame.normals());
    int[] out = new int[n.length / 3];
    for (int p = 0; p < out.length; p++) {
      out[p] =
          byteOf(128 + 127 * n[3 * p]) << 16
              | byteOf(128 - 127 * n[3 * p + 1]) << 8
              | byteOf(128 - 127 * n[3 * p + 2]);
    }
    return out;
  }

  static int[] flow(Frame frame) {
    float[] flow = asked(frame.flow());
    int[] out = new int[flow.length / 2];
    for (int p = 0; p < out.length; p++) {
      out[p] = byteOf(128 + 6 * flow[2 * p]) << 16 | byteOf(128 + 6 * flow[2 * p + 1]) << 8 | 128;
    }
    return out;
  }

  private static int grey(double value) {
    return byteOf(value) * 0x010101;
  }

  private static int byteOf(double value) {
    return (int) Math.min(255, Math.max(0, value));
  }

  private static <T> T asked(@Nullable T map) {
    if (map == null) {
      throw new IllegalArgumentException("The frame has no such map: ask its sensor");
    }
    return map;
  }
}
