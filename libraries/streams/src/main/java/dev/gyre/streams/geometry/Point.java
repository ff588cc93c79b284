package dev.gyre.streams.geometry;

/** A place in a frame, in pixels; what (0, 0) is depends on whose point it is: see the package. */
public record Point(double x, double y) {}
