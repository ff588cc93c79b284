/** Segmentation metrics over label maps: intersection over union, inside and along contours. */
@NullMarked
package dev.gyre.scoring.segmentation;

import org.jspecify.annotations.NullMarked;
