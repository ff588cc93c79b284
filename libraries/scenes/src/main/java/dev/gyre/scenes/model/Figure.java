package dev.gyre.scenes.model;

/**
 * How a person is built and what they carry.
 *
 * @param height of the whole figure, metres
 * @param girth width as a share of the usual
 * @param coatLength how far a coat or skirt hangs below the hip, metres; 0 for none
 */
public record Figure(
    double height,
    double girth,
    double coatLength,
    boolean backpack,
    boolean handbag,
    boolean umbrella,
    boolean longHair,
    boolean hat) {}
