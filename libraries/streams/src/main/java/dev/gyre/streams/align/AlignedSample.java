package dev.gyre.streams.align;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One sample.
 *
 * @param id the master item's id, or {@code @} and the time on a grid
 * @param timeNanos the moment: master time with its offset added, or grid time
 * @param items one for each declared stream, by its name
 */
public record AlignedSample(String id, long timeNanos, Map<String, AlignedItem> items) {

  public AlignedSample {
    items = Collections.unmodifiableMap(new TreeMap<>(items));
  }
}
