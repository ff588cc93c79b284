package dev.gyre.api.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where an annotation holds; one without geometry holds for its whole target. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Geometry.Box.class, name = "BOX"),
  @JsonSubTypes.Type(value = Geometry.LabelMap.class, name = "LABEL_MAP"),
  @JsonSubTypes.Type(value = Geometry.InstanceMap.class, name = "INSTANCE_MAP"),
  @JsonSubTypes.Type(value = Geometry.DepthMap.class, name = "DEPTH_MAP")
})
public sealed interface Geometry {

  /** The highest id that a map may hold for a class. */
  int MAX_ID = 65_535;

  /**
   * An upright rectangle in pixels of its target, half-open: the minima belong to it, the maxima do
   * not. It may reach beyond the picture.
   *
   * @param xMinPx from the left edge; finite, below {@code xMaxPx}
   * @param yMinPx from the upper edge; finite, below {@code yMaxPx}
   */
  record Box(double xMinPx, double yMinPx, double xMaxPx, double yMaxPx) implements Geometry {

    public Box {
      boolean ordered = xMinPx < xMaxPx && yMinPx < yMaxPx;
      if (!ordered || !Double.isFinite(xMaxPx - xMinPx) || !Double.isFinite(yMaxPx - yMinPx)) {
        throw PlatformException.invalid(
            "geometry",
            "%s,%s to %s,%s".formatted(xMinPx, yMinPx, xMaxPx, yMaxPx),
            "a box of finite numbers, the minima below the maxima");
      }
    }

    /** In square pixels. */
    public double areaPx() {
      return (xMaxPx - xMinPx) * (yMaxPx - yMinPx);
    }
  }

  /** A value for each pixel of its target, as an artifact of the target's width and height. */
  sealed interface Dense extends Geometry {

    Digest artifact();

    String mediaType();

    /** In bytes. */
    long size();
  }

  /**
   * The class of each pixel.
   *
   * @param size in bytes
   * @param table id of each class that the map may hold, 0 to 65 535, none twice; at least one
   * @param ignoreId of pixels that say nothing and are not scored; absent for none
   */
  record LabelMap(
      Digest artifact,
      String mediaType,
      long size,
      Map<String, Integer> table,
      @Nullable Integer ignoreId)
      implements Dense {

    public LabelMap {
      // In the order of names, so that equal tables are written alike.
      table = Collections.unmodifiableMap(new TreeMap<>(table));
      if (table.isEmpty()) {
        throw PlatformException.invalid("table", table, "one class with its id or more");
      }
      table.values().forEach(LabelMap::requireId);
      if (ignoreId != null) {
        requireId(ignoreId);
      }
      boolean twice = new HashSet<>(table.values()).size() < table.size();
      if (twice || (ignoreId != null && table.containsValue(ignoreId))) {
        throw PlatformException.invalid("table", table, "each id once, and not the ignored one");
      }
    }

    private static void requireId(int id) {
      if (id < 0 || id > MAX_ID) {
        throw PlatformException.invalid("table", id, "0 to " + MAX_ID);
      }
    }
  }

  /**
   * The object of each pixel: 0 for none, else the number of an object in this map.
   *
   * @param size in bytes
   */
  record InstanceMap(Digest artifact, String mediaType, long size) implements Dense {}

  /**
   * The true distance of each pixel, by the annotation's attributes {@code scale}, {@code offset}
   * and {@code invalid_value}.
   *
   * @param size in bytes
   */
  record DepthMap(Digest artifact, String mediaType, long size) implements Dense {}
}
