package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a few samples for a person's eye: a row for each sample, and for every stream with
 * height and width its values before and after preparation. Depth is shown from near (light) to far
 * (dark), what has no value in magenta, ids in the colours of their table.
 */
public final class BatchSheet {

  private static final int TILE = 192;
  private static final int GAP = 8;
  private static final int HEADER = 20;
  private static final int TEXT = 4;
  private static final int NONE = 0xff00ff;

  private final PreparationSpec spec;
  private final RunSettings settings;

  public BatchSheet(PreparationSpec spec, RunSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  /**
   * The sheet as PNG. Samples that would be rejected show the reason in place of their streams.
   *
   * @throws IOException if a source cannot be read
   */
  public byte[] png(List<InputSample> samples) throws IOException {
    List<PreparedStream> rasters =
        spec.streams().stream().filter(PreparedStream::isRaster).toList();
    BufferedImage sheet =
        new BufferedImage(
            GAP + 2 * rasters.size() * (TILE + GAP),
            GAP + samples.size() * (TILE + HEADER + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    SamplePreparation preparation =
        new SamplePreparation(spec, settings.codecs(), settings.limits());
    for (int row = 0; row < samples.size(); row++) {
      int top = GAP + row * (TILE + HEADER + GAP);
      draw(graphics, top, samples.get(row), preparation, rasters);
    }
    graphics.dispose();
    return encoded(sheet);
  }

  private void draw(
      Graphics2D graphics,
      int top,
      InputSample sample,
      SamplePreparation preparation,
      List<PreparedStream> rasters)
      throws IOException {
    graphics.setColor(Color.BLACK);
    try {
      Map<String, PreparedValues> values = preparation.values(preparation.load(sample));
      for (int i = 0; i < rasters.size(); i++) {
        PreparedStream stream = rasters.get(i);
        int left = GAP + 2 * i * (TILE + GAP);
        String title = "%s %s".formatted(sample.key(), stream.name());
        PreparedValues own = values.get(stream.name());
        NdArray before = own == null ? null : own.decoded();
        NdArray after = own == null ? null : own.target();
        StreamDeclaration written = spec.written().get(spec.streams().indexOf(stream));
        tile(graphics, left, top, title, shown(stream.declaration(), before, before));
        tile(graphics, left + TILE + GAP, top, "after", shown(written, after, before));
      }
    } catch (RejectedException e) {
      Reject reject = e.of(sample);
      PixelText.draw(
          graphics,
          "%s: %s of %s, %s"
              .formatted(reject.key(), reject.reason(), reject.stream(), reject.detail()),
          GAP,
          top + TEXT);
    }
  }

  private static void tile(
      Graphics2D graphics, int left, int top, String title, @Nullable BufferedImage picture) {
    graphics.setColor(Color.BLACK);
    if (picture == null) {
      PixelText.draw(graphics, PixelText.within(TILE, title + ": absent"), left, top + TEXT);
      return;
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    double scale = TILE / (double) Math.max(width, height);
    PixelText.draw(
        graphics,
        PixelText.within(TILE, "%s, %d x %d".formatted(title, width, height)),
        left,
        top + TEXT);
    graphics.drawImage(
        picture,
        left,
        top + HEADER,
        (int) Math.rint(width * scale),
        (int) Math.rint(height * scale),
        null);
  }

  /** One grade of gray means one value in both pictures of a stream: that of the reference. */
  private static @Nullable BufferedImage shown(
      StreamDeclaration stream, @Nullable NdArray array, @Nullable NdArray reference) {
    if (array == null || reference == null || array.length() == 0) {
      return null;
    }
    IntUnaryOperator rgb = colours(stream, array, reference);
    int width = array.size(1);
    BufferedImage picture = new BufferedImage(width, array.size(0), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * array.size(0); i++) {
      picture.setRGB(i % width, i / width, rgb.applyAsInt(i));
    }
    return picture;
  }

  private static IntUnaryOperator colours(
      StreamDeclaration stream, NdArray array, NdArray reference) {
    Labels labels = stream.labels();
    if (labels != null) {
      return i -> labelColour(labels, (int) array.at(i));
    }
    if (stream.kind().isIds()) {
      return i -> (0x9e3779 * (int) array.at(i)) & 0xffffff;
    }
    if (array.rank() == 3 && array.size(2) == 3 && !array.type().isFloating()) {
      int shift = array.type().bytes() == 2 ? 8 : 0;
      return i -> {
        int colour = 0;
        for (int c = 0; c < 3; c++) {
          colour = (colour << 8) | (((int) array.at(3 * i + c) >> shift) & 0xff);
        }
        return colour;
      };
    }
    return gray(stream, array, reference);
  }

  private static int labelColour(Labels labels, int id) {
    return labels.classes().stream()
        .filter(one -> one.id() == id)
        .mapToInt(Labels.LabelClass::rgb)
        .findFirst()
        .orElse(NONE);
  }

  /** From the least to the most value; near depth is light. */
  private static IntUnaryOperator gray(StreamDeclaration stream, NdArray array, NdArray reference) {
    int channels = array.rank() == 3 ? array.size(2) : 1;
    ValueMoments moments = ValueMoments.of(reference, stream.measure(), 0, channels);
    boolean depth = stream.kind().equals(StreamKind.DEPTH);
    boolean bytes = !depth && array.type() == ElementType.UINT8;
    double least = bytes ? 0 : moments.least();
    double span = bytes ? 255 : Math.max(moments.most() - least, 1e-12);
    return i -> {
      double stored = array.at(i * channels);
      Double invalid = stream.measure().invalidValue();
      if (Double.isNaN(stored) || (invalid != null && invalid == stored)) {
        return NONE;
      }
      double value = stored * stream.measure().scale() + stream.measure().offset();
      double share = Math.sqrt(Math.clamp((value - least) / span, 0, 1));
      int level = (int) Math.rint(255 * (depth ? 1 - share : share * share));
      return (level << 16) | (level << 8) | level;
    };
  }

  private static byte[] encoded(BufferedImage sheet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(sheet, "png", out)) {
        throw new IllegalStateException("This Java platform has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
