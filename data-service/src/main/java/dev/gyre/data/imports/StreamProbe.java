package dev.gyre.data.imports;

import dev.gyre.api.project.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * Says what bytes are by looking at them, whatever their name and their sender say. Takes no memory
 * that grows with their values. Equal bytes give the equal answer.
 */
interface StreamProbe {

  /** Kind of the class of each pixel; kinds of streams are those of the contract. */
  String LABEL_MAP = "label-map";

  /** Kind of the object of each pixel. */
  String INSTANCE_MAP = "instance-map";

  /**
   * @param kind of what the bytes should be
   */
  Probed probe(String kind, byte[] bytes);

  /** What came of it. */
  sealed interface Probed {

    /**
     * A value or more for each pixel.
     *
     * @param channels values of a pixel
     */
    record Raster(String mediaType, ElementType type, int widthPx, int heightPx, int channels)
        implements Probed {}

    /**
     * Anything else that is sound.
     *
     * @param type of its values, if it says so
     */
    record Other(String mediaType, @Nullable ElementType type) implements Probed {}

    /**
     * Not taken.
     *
     * @param reason stable name in capitals
     */
    record Refused(String reason, String detail) implements Probed {}
  }
}
