package dev.gyre.monitoring.exposure;

import dev.gyre.monitoring.monitor.Watch;
import java.util.List;

/** Learns of new exposures in the transaction that stores them, with the watch locked. */
public interface ExposureListener {

  /**
   * @param exposures in the order of the log
   */
  void stored(Watch watch, List<Exposure> exposures);
}
