package dev.gyre.monitoring.exposure;

import dev.gyre.api.serving.LogId;
import dev.gyre.monitoring.monitor.Watch;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The exposures of a watched endpoint. A deployment is the time of one model version there. */
@Component
public class Exposures {

  private final ExposureRepository repository;

  Exposures(ExposureRepository repository) {
    this.repository = repository;
  }

  /** By log id. */
  public Optional<Exposure> find(Watch watch, LogId logId) {
    return repository.find(watch, logId);
  }

  /** By the caller's name for it. */
  public Optional<Exposure> find(Watch watch, String clientKey) {
    return repository.find(watch, clientKey);
  }

  /**
   * Sets what the truth is.
   *
   * @param measured whether rates may be computed from it
   */
  public void label(Watch watch, LogId logId, String truth, boolean measured) {
    repository.label(watch, logId, truth, measured);
  }

  /** Those of a version that count for rates, in order of occurrence. */
  public List<Exposure> measured(Watch watch, int version) {
    return repository.measured(watch, version);
  }

  /** The same from a place in the log on, of some true classes, under any version. */
  public List<Exposure> measuredSince(Watch watch, LogId first, Collection<String> classes) {
    return repository.measuredSince(watch, first, classes);
  }

  /** Those of some true classes that are known by complaints alone, newest first. */
  public List<Exposure> complained(
      Watch watch, int version, Collection<String> classes, int limit) {
    return repository.complained(watch, version, classes, limit);
  }

  /** Those without truth that were answered with one of these classes, the least sure first. */
  public List<Exposure> unsure(Watch watch, int version, Collection<String> predicted, int limit) {
    return repository.unsure(watch, version, predicted, limit);
  }

  /** Those without truth, newest first. */
  public List<Exposure> unlabelled(Watch watch, int version, int limit) {
    return repository.unlabelled(watch, version, limit);
  }

  /** The version that answers now; empty before the first exposure. */
  public Optional<Integer> newestVersion(Watch watch) {
    return repository.newestVersion(watch);
  }

  /** The first exposure of a version. */
  public Optional<LogId> firstOf(Watch watch, int version) {
    return repository.firstOf(watch, version);
  }

  /** The version that answered before a version did. */
  public Optional<Integer> versionBefore(Watch watch, int version) {
    return firstOf(watch, version).flatMap(first -> repository.versionBefore(watch, first));
  }
}
