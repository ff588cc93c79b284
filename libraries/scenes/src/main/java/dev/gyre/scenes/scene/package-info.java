/** One street laid out: ground, fronts, roadside, traffic, people. */
@NullMarked
package dev.gyre.scenes.scene;

import org.jspecify.annotations.NullMarked;
