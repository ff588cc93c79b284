package dev.gyre.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import java.time.Duration;

/** Where the demo works, and how it tells about it. */
record DemoSite(
    Connection connection, Duration timeout, Narrator narrator, Contradictions contradictions) {

  <T> T api(Class<T> contract) {
    return connection.api(contract);
  }

  ProjectSlug project() {
    return connection.project();
  }

  /** The job once it has succeeded. */
  Job await(Job job) {
    return new JobWait(connection, timeout, narrator::progress).await(job);
  }

  @FormatMethod
  void say(@FormatString String format, Object... values) {
    narrator.say(format, values);
  }
}
