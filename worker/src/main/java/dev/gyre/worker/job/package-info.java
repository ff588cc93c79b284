/** The bodies of jobs: prepare, train, predict. */
@NullMarked
package dev.gyre.worker.job;

import org.jspecify.annotations.NullMarked;
