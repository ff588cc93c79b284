package dev.gyre.serving.predict;

import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.preparation.Colour;
import java.awt.Color;

/** A picture with classes laid over it. */
final class Overlay {

  /** Turns of the colour wheel that keep neighbours in a list far apart: the golden angle. */
  private static final float TURN = 0.618_034f;

  private Overlay() {}

  /**
   * Half picture, half the colour of the class, as PNG.
   *
   * @param map of the picture's size
   */
  static byte[] png(Image picture, Image map) {
    Image base = Colour.RGB.apply(picture);
    byte[] pixels = new byte[base.pixels().length];
    for (int place = 0; place < map.pixels().length; place++) {
      int colour = colour(map.pixels()[place] & 0xff);
      for (int c = 0; c < 3; c++) {
        int mixed = ((base.pixels()[3 * place + c] & 0xff) + ((colour >> (16 - 8 * c)) & 0xff)) / 2;
        pixels[3 * place + c] = (byte) mixed;
      }
    }
    return new ImageIoCodec().encodePng(new Image(map.heightPx(), map.widthPx(), 3, pixels));
  }

  private static int colour(int classIndex) {
    return Color.HSBtoRGB(classIndex * TURN, classIndex % 2 == 0 ? 0.85f : 0.6f, 0.95f);
  }
}
