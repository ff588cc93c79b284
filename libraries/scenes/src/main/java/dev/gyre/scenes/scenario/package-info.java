/** Scenario files: distributions of scenes, their canonical form and hash. */
@NullMarked
package dev.gyre.scenes.scenario;

import org.jspecify.annotations.NullMarked;
