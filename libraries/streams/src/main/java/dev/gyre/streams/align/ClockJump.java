package dev.gyre.streams.align;

import java.util.Map;

/**
 * Two neighbours of the input between which the clock went backward or further than declared.
 *
 * @param stepNanos from the first to the second; below 0 is backward
 */
public record ClockJump(String fromId, String toId, long stepNanos) {

  Map<String, Object> toMembers() {
    return Map.of("from", fromId, "to", toId, "step_nanos", Long.toString(stepNanos));
  }
}
