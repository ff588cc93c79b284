package dev.gyre.onnx;

/** Meaning and order of an image's channels. */
public enum PixelFormat {
  GRAY(1),
  RGB(3),
  BGR(3),
  RGBA(4);

  private final int channels;

  PixelFormat(int channels) {
    this.channels = channels;
  }

  /** Number of channels. */
  public int channels() {
    return channels;
  }
}
