package dev.gyre.scenes.scene;

import dev.gyre.scenes.mesh.Look.Colour;

/**
 * Where a street lamp shines from.
 *
 * @param power as a share of the usual
 */
public record Lamp(double x, double y, double z, Colour colour, double power) {}
