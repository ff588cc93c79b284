package dev.gyre.streams.preparation;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.Sampling;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one stream, or one dense annotation, of every sample is prepared.
 *
 * <p>Eight-bit pictures get the channels of their form (gray or colour). Ids of label maps become
 * the positions of their names in the preparation's classes.
 *
 * @param declaration what comes in; its name is the name in shards
 * @param frame streams of one frame have one height and width after their own resize, and so one
 *     geometry; for example the name of a camera
 * @param resize brings this stream to the size of its frame; nearest alone for what is not colours
 * @param sampling of colours under geometry; all else is sampled nearest
 * @param codec in which it is written, by its name
 * @param ignored names of its label classes that become the ignore id
 */
public record PreparedStream(
    StreamDeclaration declaration,
    Origin origin,
    String frame,
    Resize resize,
    Sampling sampling,
    String codec,
    Set<String> ignored) {

  /** Who says what the stream holds. */
  public enum Origin {
    /** A sensor: a model may take it. */
    STREAM,
    /** An annotation, addressed like a stream: never an input of a model. */
    ANNOTATION
  }

  /** Name of the stream of samples that are one picture. */
  static final String PICTURE = "image";

  public PreparedStream {
    ignored = Set.copyOf(ignored);
    if (!frame.matches("[a-z0-9_-]{0,32}")) {
      throw new IllegalArgumentException(
          "frame of stream '%s' is '%s'; give up to 32 lower-case letters, digits, - and _"
              .formatted(declaration.name(), frame));
    }
    if (resize instanceof Resize.Fixed(int _, int _, Resize.Interpolation kind)
        && kind != Resize.Interpolation.NEAREST
        && !declaration.kind().equals(StreamKind.IMAGE)) {
      throw new IllegalArgumentException(
          "Stream '%s' of kind %s is resized %s; only pictures have values between pixels"
              .formatted(declaration.name(), declaration.kind().name(), kind));
    }
    if (!(resize instanceof Resize.None) && !isRaster(declaration)) {
      throw new IllegalArgumentException(
          "Stream '%s' is resized, but has no height and width".formatted(declaration.name()));
    }
  }

  /**
   * A stream in the frame of all others that declare none, in its own size; written as PNG if it
   * has eight or sixteen bits and a height and width, else as NPY.
   */
  public static PreparedStream of(StreamDeclaration declaration) {
    return new PreparedStream(
        declaration,
        Origin.STREAM,
        "",
        new Resize.None(),
        Sampling.BILINEAR,
        codecOf(declaration.form()),
        Set.of());
  }

  /** A dense annotation, for example the label map that is to be learnt. */
  public static PreparedStream ofAnnotation(StreamDeclaration declaration) {
    PreparedStream stream = of(declaration);
    return new PreparedStream(
        declaration,
        Origin.ANNOTATION,
        stream.frame,
        stream.resize,
        stream.sampling,
        stream.codec,
        stream.ignored);
  }

  /** The one picture of samples that have nothing else. */
  static PreparedStream picture(Colour colour, Resize resize) {
    return of(StreamDeclaration.of(
            PICTURE,
            StreamKind.IMAGE,
            Form.picture(ElementType.UINT8, colour.channels()),
            Measure.PLAIN))
        .with(resize);
  }

  /** The same in another frame. */
  public PreparedStream inFrame(String other) {
    return new PreparedStream(declaration, origin, other, resize, sampling, codec, ignored);
  }

  /** The same with another resize. */
  public PreparedStream with(Resize other) {
    return new PreparedStream(declaration, origin, frame, other, sampling, codec, ignored);
  }

  /** The same with another sampling. */
  public PreparedStream with(Sampling other) {
    return new PreparedStream(declaration, origin, frame, resize, other, codec, ignored);
  }

  /** The same in another format, by the codec's name. */
  public PreparedStream writtenAs(String other) {
    return new PreparedStream(declaration, origin, frame, resize, sampling, other, ignored);
  }

  /** The same, with label classes that are not to be learnt. */
  public PreparedStream ignoring(Set<String> classes) {
    return new PreparedStream(declaration, origin, frame, resize, sampling, codec, classes);
  }

  /** The name of the stream. */
  public String name() {
    return declaration.name();
  }

  boolean isRaster() {
    return isRaster(declaration);
  }

  /** The channels that an eight-bit picture is given; null for all else. */
  @Nullable Colour colour() {
    Form form = declaration.form();
    if (!declaration.kind().equals(StreamKind.IMAGE) || form.type() != ElementType.UINT8) {
      return null;
    }
    boolean three = form.shape().size() == 3 && form.shape().getLast() == 3;
    return three ? Colour.RGB : form.shape().size() == 2 ? Colour.GRAY : null;
  }

  /** Channels of a raster, numbers of all else; -1 if that is left open. */
  public int channels() {
    var shape = declaration.form().shape();
    return shape.size() == 2 ? 1 : shape.getLast();
  }

  Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("stream", declaration.toMembers());
    members.put("origin", origin.name().toLowerCase(Locale.ROOT));
    members.put("frame", frame);
    members.put("resize", resize.toMembers());
    members.put("sampling", sampling.name().toLowerCase(Locale.ROOT));
    members.put("codec", codec);
    members.put("ignored", new TreeSet<>(ignored).stream().toList());
    return members;
  }

  private static boolean isRaster(StreamDeclaration declaration) {
    return declaration.form().shape().size() >= 2;
  }

  private static String codecOf(Form form) {
    boolean small = form.type() == ElementType.UINT8 || form.type() == ElementType.UINT16;
    int rank = form.shape().size();
    boolean picture = rank == 2 || (rank == 3 && form.shape().getLast() == 3);
    return small && picture ? "png" : "npy";
  }
}
