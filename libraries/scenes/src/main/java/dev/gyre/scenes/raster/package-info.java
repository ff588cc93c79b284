/** Which triangle is seen where: cameras, coverage, shadow maps. */
@NullMarked
package dev.gyre.scenes.raster;

import org.jspecify.annotations.NullMarked;
