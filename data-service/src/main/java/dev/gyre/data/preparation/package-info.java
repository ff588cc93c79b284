/** Preparations and the sets that workers build by them. */
@NullMarked
@ApplicationModule
package dev.gyre.data.preparation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
