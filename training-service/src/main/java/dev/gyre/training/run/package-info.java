/** Trainings: started as jobs, followed by their metrics, ended with a model version. */
@NullMarked
@ApplicationModule
package dev.gyre.training.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
