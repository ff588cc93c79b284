package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobsApi;
import dev.gyre.cli.Connection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A client that asks again what nobody has answered, on a server that dies meanwhile. */
record Survivor(FragileGyre gyre, Connection site) {

  /**
   * Asks while a process dies there; asks once more if the answer got lost.
   *
   * @param request may be repeated after a lost answer
   */
  <T> T through(KillPoint point, Supplier<T> request) {
    gyre.arm(point);
    FutureTask<T> first = new FutureTask<>(request::get);
    Thread.ofVirtual().start(first);
    try {
      gyre.reviveAfter(point);
    } catch (RuntimeException e) {
      if (first.state() == FutureTask.State.FAILED) {
        e.addSuppressed(first.exceptionNow());
      }
      throw e;
    }
    try {
      return first.get(3, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      return request.get();
    } catch (TimeoutException e) {
      throw new IllegalStateException("No answer after " + point, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A job during which a process dies: the same one, asked for again, ends well. */
  Job job(KillPoint point, Supplier<Job> start) {
    Job started = through(point, start);
    assertThat(start.get().id()).as("the job of the same key").isEqualTo(started.id());
    Job ended = Loop.await(site, started);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    return ended;
  }

  Job look(Job job) {
    return site.api(JobsApi.class).get(site.project(), job.id());
  }
}
