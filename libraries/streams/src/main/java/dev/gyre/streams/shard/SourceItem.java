package dev.gyre.streams.shard;

import org.jspecify.annotations.Nullable;

/**
 * An item that a prepared sample was made of.
 *
 * @param stream that it became
 * @param sourceId id of the item
 * @param window the part of it that was taken; null for the whole
 */
public record SourceItem(String stream, String sourceId, @Nullable Window window) {

  /**
   * A part of a frame, in pixels of the source.
   *
   * @param leftPx 0 or more
   * @param topPx 0 or more
   * @param widthPx 1 or more
   * @param heightPx 1 or more
   */
  public record Window(int leftPx, int topPx, int widthPx, int heightPx) {

    public Window {
      if (leftPx < 0 || topPx < 0 || widthPx < 1 || heightPx < 1) {
        throw new IllegalArgumentException(
            "A window of %d x %d pixels at (%d, %d) cannot be"
                .formatted(widthPx, heightPx, leftPx, topPx));
      }
    }
  }

  /** The whole of an item. */
  public static SourceItem whole(String stream, String sourceId) {
    return new SourceItem(stream, sourceId, null);
  }
}
