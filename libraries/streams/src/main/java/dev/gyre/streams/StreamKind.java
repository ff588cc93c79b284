package dev.gyre.streams;

import java.util.Objects;

/**
 * What a stream of a sample holds, by name. The set is open: a module that brings a new kind
 * declares its own constant.
 *
 * @param name lower-case words joined by hyphens, for example {@code image}
 */
public record StreamKind(String name) {

  /** Pictures, one or three channels. */
  public static final StreamKind IMAGE = new StreamKind("image");

  /** Distance along the optical axis of each pixel. */
  public static final StreamKind DEPTH = new StreamKind("depth");

  /** Id of a class of each pixel. */
  public static final StreamKind LABEL_MAP = new StreamKind("label-map");

  /** Id of an object of each pixel. */
  public static final StreamKind INSTANCE_MAP = new StreamKind("instance-map");

  /** Position, then unit quaternion: {@code x y z qx qy qz qw}. */
  public static final StreamKind POSE = new StreamKind("pose");

  /** Numbers of one instant, such as speed and yaw rate. */
  public static final StreamKind VECTOR = new StreamKind("vector");

  public StreamKind {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "Stream kind '%s' is not made of lower-case words joined by hyphens".formatted(name));
    }
  }

  /** Whether values are ids, which are neither scaled nor mixed. */
  public boolean isIds() {
    return equals(LABEL_MAP) || equals(INSTANCE_MAP);
  }
}
