package dev.gyre.streams.geometry;

import dev.gyre.streams.canonical.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@link Augmentation} decided for one sample: the record from which it is done again,
 * without the recipe.
 *
 * @param augmentationDigest of the recipe
 * @param frame of the sample before
 */
public record DrawnAugmentation(
    String augmentationDigest,
    String sampleKey,
    long epoch,
    FrameSize frame,
    List<Transform> geometry,
    List<Photometric> light) {

  public DrawnAugmentation {
    geometry = List.copyOf(geometry);
    light = List.copyOf(light);
  }

  /**
   * The sample after it: the same geometry on every stream, then the light on pictures, their fill
   * included.
   *
   * @param layers by the name of their stream
   * @throws IllegalArgumentException if a stream's frame is of another size, by the stream's name
   */
  public Map<String, Layer> apply(Map<String, Layer> layers) {
    Warp warp = Warp.of(frame, geometry);
    Map<String, Layer> target = new TreeMap<>();
    for (Map.Entry<String, Layer> layer : layers.entrySet()) {
      target.put(layer.getKey(), lit(through(layer.getKey(), layer.getValue(), warp)));
    }
    return target;
  }

  private static Layer through(String stream, Layer layer, Warp warp) {
    try {
      return layer.through(warp);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Stream '%s': %s".formatted(stream, e.getMessage()), e);
    }
  }

  private Layer lit(Layer layer) {
    return layer instanceof Layer.Picture picture
        ? new Layer.Picture(
            Photometric.apply(light, picture.pixels()), picture.sampling(), picture.fill())
        : layer;
  }

  /** The record in canonical JSON. */
  public String canonicalJson() {
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-drawn-augmentation/1",
            "augmentation",
            augmentationDigest,
            "sample",
            sampleKey,
            "epoch",
            Long.toString(epoch),
            "frame",
            Map.of("width_px", frame.widthPx(), "height_px", frame.heightPx()),
            "geometry",
            geometry.stream().map(Transform::toMembers).toList(),
            "light",
            light.stream().map(Photometric::toMembers).toList()));
  }

  /**
   * Reads a record, as any JSON parser gives its members.
   *
   * @throws IllegalArgumentException if a member is missing or cannot be, by its name
   */
  public static DrawnAugmentation ofMembers(Map<String, ?> members) {
    RecordedMembers read = new RecordedMembers(members);
    read.format("gyre-drawn-augmentation/1");
    return new DrawnAugmentation(
        read.text("augmentation"),
        read.text("sample"),
        Long.parseLong(read.text("epoch")),
        read.members("frame").size(),
        read.list("geometry").stream().map(RecordedMembers::transform).toList(),
        read.list("light").stream().map(RecordedMembers::photometric).toList());
  }
}
