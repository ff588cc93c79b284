package dev.gyre.infra.jobs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What this machine gives to jobs.
 *
 * @param host name of this machine; engines with the same name share its room
 * @param cores how many cores all attempts together may keep busy; all of the machine's if absent
 * @param memory how much all attempts together may use
 * @param lease how long an attempt lives without a heartbeat
 * @param backOff pause before the second attempt of a job, doubled for each further one
 * @param workerJar the program that carries attempts out, with its {@code lib} folder beside it;
 *     without one, jobs that need a worker stay queued
 * @param nativeFolder where workers unpack a deep learning engine once; {@code native} in the home
 *     if absent
 * @param workerOptions further options for the JVM of each worker, such as a profiler's; they are
 *     visible to every user of the machine
 */
@ConfigurationProperties("gyre.jobs")
record HostProperties(
    @Nullable String host,
    @Nullable Double cores,
    @DefaultValue("4GB") DataSize memory,
    @DefaultValue("2m") Duration lease,
    @DefaultValue("10s") Duration backOff,
    @Nullable Path workerJar,
    @Nullable Path nativeFolder,
    @DefaultValue List<String> workerOptions) {

  HostProperties {
    workerOptions = List.copyOf(workerOptions);
  }

  JobProperties toJobProperties() {
    double room = cores == null ? Runtime.getRuntime().availableProcessors() : cores;
    JobProperties safe = JobProperties.of(hostName(), new JobResources(room, memory));
    return new JobProperties(
        safe.host(),
        safe.capacity(),
        lease,
        safe.tick(),
        safe.grace(),
        safe.patience(),
        safe.maxServiceJobs(),
        safe.maxLog(),
        backOff);
  }

  /** For each worker. The home is named so that whoever stops what runs on it finds them. */
  List<String> jvmArguments(Path home) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dgyre.worker.home=" + home));
    arguments.addAll(workerOptions);
    return arguments;
  }

  private String hostName() {
    if (host != null) {
      return host;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
