package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.util.Map;

/**
 * One sample's piece of a stream.
 *
 * @param name of the stream in the task contract
 * @param size in bytes
 * @param attributes what this item says otherwise than the contract's stream: {@code scale}, {@code
 *     offset}, {@code invalid_value}, pixel format, calibration, times; 64-bit integers as texts.
 *     Empty if nothing
 */
public record StreamItem(
    String name, Digest artifact, String mediaType, long size, Map<String, Object> attributes) {

  public StreamItem {
    attributes = FreeForm.copy(attributes);
  }

  /** An item that is as the contract says. */
  public StreamItem(String name, Digest artifact, String mediaType, long size) {
    this(name, artifact, mediaType, size, Map.of());
  }
}
