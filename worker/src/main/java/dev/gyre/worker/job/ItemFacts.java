package dev.gyre.worker.job;

import dev.gyre.api.data.Geometry;
import dev.gyre.streams.declaration.Calibration;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.ItemTimes;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.PixelFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an item says of itself, read from its attributes. Attributes are people's own: those that
 * have a meaning here must have the form that the meaning needs, all others are let be.
 */
final class ItemFacts {

  private final Map<String, Object> attributes;

  private ItemFacts(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  /**
   * The attributes of a stream's item.
   *
   * @throws IllegalArgumentException naming the attribute that cannot be read
   */
  static ItemAttributes of(Map<String, Object> attributes) {
    ItemFacts facts = new ItemFacts(attributes);
    return new ItemAttributes(
        facts.number("scale"),
        facts.number("offset"),
        facts.number("invalid_value"),
        facts.pixelFormat(),
        facts.calibration(),
        facts.times(),
        null);
  }

  /** The attributes of a map: the table of its ids, if they are classes. */
  static ItemAttributes of(Geometry.Dense map) {
    return switch (map) {
      case Geometry.LabelMap labels -> ItemAttributes.NONE.with(labels(labels));
      case Geometry.InstanceMap _, Geometry.DepthMap _ -> ItemAttributes.NONE;
    };
  }

  private static Labels labels(Geometry.LabelMap map) {
    List<LabelClass> classes = new ArrayList<>();
    map.table().forEach((name, id) -> classes.add(new LabelClass(id, name, 0)));
    return new Labels(classes, map.ignoreId());
  }

  private @Nullable Double number(String name) {
    return number(name, attributes.get(name));
  }

  private static @Nullable Double number(String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw unreadable(name, value, "a number");
  }

  private @Nullable PixelFormat pixelFormat() {
    Object value = attributes.get("pixel_format");
    if (value == null) {
      return null;
    }
    return switch (value.toString()) {
      case "rgb", "gray" -> PixelFormat.RGB;
      case "bgr" -> new PixelFormat(PixelFormat.Order.BGR, PixelFormat.Levels.FULL);
      case "rgb-limited" -> new PixelFormat(PixelFormat.Order.RGB, PixelFormat.Levels.LIMITED);
      case "bgr-limited" -> new PixelFormat(PixelFormat.Order.BGR, PixelFormat.Levels.LIMITED);
      default ->
          throw unreadable("pixel_format", value, "rgb, bgr, rgb-limited, bgr-limited or gray");
    };
  }

  private @Nullable Calibration calibration() {
    Object value = attributes.get("calibration");
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> camera)) {
      throw unreadable("calibration", value, "an object");
    }
    return new Calibration(
        (int) required(camera, "width_px"),
        (int) required(camera, "height_px"),
        required(camera, "fx"),
        required(camera, "fy"),
        required(camera, "cx"),
        required(camera, "cy"),
        distortion(camera.get("distortion")));
  }

  private static double required(Map<?, ?> camera, String member) {
    Double number = number("calibration." + member, camera.get(member));
    if (number == null) {
      throw unreadable("calibration." + member, "absent", "a number");
    }
    return number;
  }

  private static Calibration.Distortion distortion(@Nullable Object value) {
    if (value == null) {
      return Calibration.Distortion.NONE;
    }
    if (value instanceof Map<?, ?> lens
        && lens.get("model") instanceof String model
        && lens.get("coefficients") instanceof List<?> list) {
      List<Double> coefficients = new ArrayList<>();
      for (Object each : list) {
        coefficients.add(number("calibration.distortion.coefficients", each));
      }
      return new Calibration.Distortion(model, coefficients);
    }
    throw unreadable("calibration.distortion", value, "an object of model and coefficients");
  }

  private ItemTimes times() {
    Map<String, Long> clocks = new HashMap<>();
    Object value = attributes.get("times_ns");
    if (value instanceof Map<?, ?> byClock) {
      byClock.forEach(
          (clock, time) -> clocks.put(String.valueOf(clock), nanos("times_ns." + clock, time)));
    } else if (value != null) {
      throw unreadable("times_ns", value, "an object of times by clock");
    }
    return new ItemTimes(
        clocks, time("exposure_start_ns"), time("exposure_end_ns"), time("row_ns"));
  }

  private @Nullable Long time(String name) {
    Object value = attributes.get(name);
    return value == null ? null : nanos(name, value);
  }

  private static long nanos(String name, @Nullable Object value) {
    try {
      if (value instanceof String text) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Attribute '%s' is '%s'; give nanoseconds as a text".formatted(name, value), e);
    }
    throw unreadable(name, value, "nanoseconds as a text");
  }

  private static IllegalArgumentException unreadable(
      String name, @Nullable Object value, String wanted) {
    return new IllegalArgumentException(
        "Attribute '%s' is '%s'; give %s".formatted(name, value, wanted));
  }
}
