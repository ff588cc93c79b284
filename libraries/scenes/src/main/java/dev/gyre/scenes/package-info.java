/**
 * A seeded simulator of street scenes: pictures and exact truth of one instant, rasterised on the
 * CPU. Equal scenarios and seeds give equal arrays on every machine: strict arithmetic, integer
 * coverage, hashes for chance, and tables from {@link java.lang.StrictMath}; a test bans the rest.
 */
@NullMarked
package dev.gyre.scenes;

import org.jspecify.annotations.NullMarked;
