package dev.gyre.scenes.shade;

import dev.gyre.scenes.raster.ShadowMap;
import org.jspecify.annotations.Nullable;

/**
 * A lamp that lights surfaces. A beam has an axis; a lamp that hangs shines below itself.
 *
 * @param range beyond which nothing is lit, metres
 * @param axisX direction of the beam, 0 for none
 * @param narrow how narrow the beam is: 0 all around, 2 a head lamp
 * @param size of the glow that one sees around it, metres
 * @param shadows what the lamp sees; null if it throws none
 */
record Light(
    double x,
    double y,
    double z,
    double red,
    double green,
    double blue,
    double range,
    double axisX,
    double axisY,
    double axisZ,
    int narrow,
    double size,
    @Nullable ShadowMap shadows) {

  /** The light with shadows. */
  Light throwing(ShadowMap map) {
    return new Light(x, y, z, red, green, blue, range, axisX, axisY, axisZ, narrow, size, map);
  }

  /** Whether its shadows show: what hangs above the street, and the head lamps of others. */
  boolean throwsShadows() {
    boolean hangs = narrow == 1 && axisZ == -1;
    boolean beam = narrow == 2 && size > 0;
    return hangs || beam;
  }

  /** Share of its power that goes in a direction from it. */
  double towards(double dx, double dy, double dz) {
    double along = dx * axisX + dy * axisY + dz * axisZ;
    return switch (narrow) {
      case 0 -> 1;
      case 1 -> along <= 0 ? 0.04 : 0.04 + 0.96 * along * (2 - along);
      default -> {
        if (along <= 0.55) {
          yield 0.01;
        }
        double a = (along - 0.55) / 0.45;
        double above = dz > 0.015 ? 0.35 : 1;
        yield 0.01 + above * a * a * a * a * a;
      }
    };
  }
}
