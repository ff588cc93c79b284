package dev.gyre.streams.preparation;

import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.FrameSize;
import dev.gyre.streams.geometry.Transform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream holds when it has been prepared. */
final class WrittenForm {

  private WrittenForm() {}

  /**
   * The declaration of what is written.
   *
   * @throws IllegalArgumentException if geometry does not fit the stream
   */
  static StreamDeclaration of(
      PreparedStream stream, List<Transform> geometry, List<String> classes) {
    StreamDeclaration in = stream.declaration();
    boolean changes = stream.isRaster() && !geometry.isEmpty();
    if (changes && PreparationSpec.needsInvalid(in)) {
      throw new IllegalArgumentException(
          "Stream '%s' is depth of whole numbers without an invalid value; geometry needs one for pixels without source"
              .formatted(in.name()));
    }
    Form form = stream.isRaster() ? raster(stream, geometry) : in.form();
    Labels labels = in.labels() == null ? null : LabelRemap.of(stream, classes).written();
    Presence presence = in.presence();
    if (labels != null && labels.ignoreId() != null && presence instanceof Presence.Optional) {
      presence = new Presence.Optional(labels.ignoreId());
    }
    return new StreamDeclaration(
        in.name(),
        in.kind(),
        presence,
        form,
        in.measure(),
        in.timing(),
        changes || !(stream.resize() instanceof Resize.None) ? null : in.calibration(),
        labels);
  }

  private static Form raster(PreparedStream stream, List<Transform> geometry) {
    Form in = stream.declaration().form();
    FrameSize size = fixed(in);
    if (stream.resize() instanceof Resize.Fixed(int width, int height, Resize.Interpolation _)) {
      size = new FrameSize(width, height);
    }
    for (Transform step : geometry) {
      size = after(size, step);
    }
    List<Integer> shape = new ArrayList<>(in.shape());
    shape.set(0, size == null ? Form.ANY : size.heightPx());
    shape.set(1, size == null ? Form.ANY : size.widthPx());
    boolean kept = stream.resize() instanceof Resize.None && geometry.isEmpty();
    return kept ? in : new Form(in.type(), shape);
  }

  private static @Nullable FrameSize fixed(Form form) {
    int height = form.shape().get(0);
    int width = form.shape().get(1);
    return height == Form.ANY || width == Form.ANY ? null : new FrameSize(width, height);
  }

  private static @Nullable FrameSize after(@Nullable FrameSize size, Transform step) {
    return switch (step) {
      case Transform.Resize resize -> resize.size();
      case Transform.Crop crop when size == null -> crop.size();
      default -> size == null ? null : step.sizeAfter(size);
    };
  }
}
