/** Durable jobs with lease, fence and executors. */
@NullMarked
package dev.gyre.infra.jobs;

import org.jspecify.annotations.NullMarked;
