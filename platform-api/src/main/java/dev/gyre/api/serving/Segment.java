package dev.gyre.api.serving;

/**
 * A connected area of one class, in pixels of the mask.
 *
 * @param classIndex position of the class among the model's outputs, from 0
 * @param xPx left side of its box, from 0
 * @param yPx top side of its box, from 0
 * @param widthPx of the box
 * @param heightPx of the box
 * @param areaShare of the whole mask, in (0, 1]
 * @param score mean probability of the class over the area, in [0, 1]
 */
public record Segment(
    String className,
    int classIndex,
    int xPx,
    int yPx,
    int widthPx,
    int heightPx,
    double areaShare,
    double score) {}
