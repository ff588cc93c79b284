package dev.gyre.scenes.shade;

import dev.gyre.scenes.mesh.Body;
import dev.gyre.scenes.mesh.Look.Colour;
import dev.gyre.scenes.mesh.Material;

/**
 * The point of a surface that one sample sees, and what a material makes of it. One thread uses one
 * again and again: a frame has hundreds of thousands.
 */
final class Surface {

  // Where: position in the world, drawing coordinates, normals facing the camera.
  double x;
  double y;
  double z;
  double u;
  double v;
  double w;
  double nx;
  double ny;
  double nz;
  double flatX;
  double flatY;
  double flatZ;
  // Unit direction to the camera, distance, metres that a pixel spans on the surface.
  double viewX;
  double viewY;
  double viewZ;
  double distance;
  double depth;
  double footprint;
  Material material = Material.EARTH;

  @SuppressWarnings("NullAway.Init")
  Body body;

  // What: reflected share of light by colour, own light, mirror share, sharpness, open sky.
  double red;
  double green;
  double blue;
  double glowRed;
  double glowGreen;
  double glowBlue;
  double mirror;
  double polish;
  double open;
  boolean leaf;
  boolean ground;
  double wet;

  void reset() {
    glowRed = 0;
    glowGreen = 0;
    glowBlue = 0;
    mirror = 0;
    polish = 0;
    open = 1;
    leaf = false;
    ground = false;
    wet = 0;
  }

  void paint(double r, double g, double b) {
    red = r;
    green = g;
    blue = b;
  }

  void paint(Colour colour, double factor) {
    paint(colour.red() * factor, colour.green() * factor, colour.blue() * factor);
  }

  void over(Colour colour, double factor, double share) {
    over(colour.red() * factor, colour.green() * factor, colour.blue() * factor, share);
  }

  void over(double r, double g, double b, double share) {
    red += (r - red) * share;
    green += (g - green) * share;
    blue += (b - blue) * share;
  }

  void dim(double factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }

  void glow(double r, double g, double b) {
    glowRed += r;
    glowGreen += g;
    glowBlue += b;
  }

  void shine(double mirrorShare, double sharpness) {
    mirror = mirrorShare;
    polish = sharpness;
  }
}
