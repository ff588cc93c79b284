package dev.gyre.worker.job;

import dev.gyre.onnx.Tensor;
import dev.gyre.streams.image.Image;
import java.util.List;

/** Pictures as tensors. */
final class Pictures {

  private Pictures() {}

  /**
   * @param images at least one, all of one size
   * @return UINT8 of N, H, W, C
   */
  static Tensor tensor(List<Image> images) {
    Image first = images.getFirst();
    int length = first.pixels().length;
    byte[] all = new byte[Math.multiplyExact(length, images.size())];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i).pixels(), 0, all, i * length, length);
    }
    return Tensor.ofUint8(all, images.size(), first.heightPx(), first.widthPx(), first.channels());
  }
}
