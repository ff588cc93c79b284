package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * How one stream, or one kind of dense annotation, of every sample is prepared.
 *
 * @param name of the contract's stream; of a truth any name, by which shards hold it. 1 to 17
 *     lower-case letters, digits and {@code _ -}, a letter first
 * @param role {@code input}: a sensor's stream; {@code truth}: a dense annotation, which a model
 *     learns and never takes
 * @param colour {@code gray} or {@code rgb} for eight-bit pictures; absent for all else
 * @param resize absent if it keeps its size. What is no eight-bit picture is resized {@code
 *     nearest}
 * @param optional whether a sample may lack it: then it is written as a fill with a flag beside it,
 *     and counted. The fill of an input is the invalid value of the contract's stream, that of a
 *     label map what is not scored, that of an instance map 0
 * @param frame streams of one frame have one height and width after their resize, such as those of
 *     one camera; absent for the common one
 * @param truth which annotations; there with role {@code truth} and with nothing else
 */
public record PreparedStreamSpec(
    String name,
    String role,
    @Nullable String colour,
    @Nullable ResizeSpec resize,
    boolean optional,
    @Nullable String frame,
    @Nullable TruthSpec truth) {

  /** What a sensor measured. */
  public static final String INPUT = "input";

  /** What somebody says about it. */
  public static final String TRUTH = "truth";

  private static final String NAME = "[a-z][a-z0-9_-]{0,16}";

  public PreparedStreamSpec {
    if (!name.matches(NAME)) {
      throw PlatformException.invalid(
          "streams.name",
          name,
          "1 to 17 lower-case letters, digits and _ -, beginning with a letter");
    }
    if (!role.equals(INPUT) && !role.equals(TRUTH)) {
      throw PlatformException.invalid("streams.role", role, "'input' or 'truth'");
    }
    if (colour != null && !colour.equals("gray") && !colour.equals("rgb")) {
      throw PlatformException.invalid("streams.colour", colour, "'gray' or 'rgb'");
    }
    if (frame != null && !frame.matches(NAME)) {
      throw PlatformException.invalid("streams.frame", frame, "a name as a stream has one");
    }
    if (role.equals(TRUTH) != (truth != null)) {
      throw PlatformException.invalid(
          "streams.truth",
          truth == null ? null : truth.kind(),
          role.equals(TRUTH) ? "there with role 'truth'" : "left out with role 'input'");
    }
    if (role.equals(TRUTH) && colour != null) {
      throw PlatformException.invalid("streams.colour", colour, "left out of a truth");
    }
    if (resize != null && colour == null && !resize.kind().equals("nearest")) {
      throw PlatformException.invalid(
          "streams.resize.kind",
          resize.kind(),
          "'nearest': stream '%s' has no colour, so nothing lies between its values"
              .formatted(name));
    }
  }

  /** A stream of an eight-bit picture that every sample must have. */
  public static PreparedStreamSpec picture(String name, String colour) {
    return new PreparedStreamSpec(name, INPUT, colour, null, false, null, null);
  }

  /** A stream of a sensor that every sample must have. */
  public static PreparedStreamSpec input(String name) {
    return new PreparedStreamSpec(name, INPUT, null, null, false, null, null);
  }

  /** The label map of a target that every sample must have. */
  public static PreparedStreamSpec labels(String name, String target) {
    return new PreparedStreamSpec(
        name, TRUTH, null, null, false, null, new TruthSpec(target, TruthSpec.LABEL_MAP));
  }

  /** The same in another size. */
  public PreparedStreamSpec with(ResizeSpec other) {
    return new PreparedStreamSpec(name, role, colour, other, optional, frame, truth);
  }

  /** The same, which a sample may lack. */
  public PreparedStreamSpec asOptional() {
    return new PreparedStreamSpec(name, role, colour, resize, true, frame, truth);
  }

  /** Whether a sensor measured it. */
  public boolean measured() {
    return role.equals(INPUT);
  }

  /** The channels of its colour; absent without one. */
  @Nullable Integer channels() {
    return colour == null ? null : colour.equals("gray") ? 1 : 3;
  }
}
