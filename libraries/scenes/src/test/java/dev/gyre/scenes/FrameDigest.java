package dev.gyre.scenes;

import dev.gyre.scenes.scenario.Examples;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of the decoded arrays of a frame; its main prints those of some small frames. */
public final class FrameDigest {

  static final List<String> KINDS = List.of("day", "night-rain", "fog");

  private FrameDigest() {}

  /** Prints one digest a line. */
  public static void main(String[] arguments) {
    KINDS.forEach(
        kind -> System.out.println(of(small(kind, 7).frame(2, EnumSet.allOf(Sensor.class)))));
  }

  static Simulation small(String kind, long seed) {
    return Simulation.of(Examples.scenario(kind).sized(96, 64), seed);
  }

  static String of(Frame frame) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, frame);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void add(MessageDigest digest, Frame frame) {
    digest.update(java.util.Objects.requireNonNull(frame.rgb()));
    digest.update(bytes(java.util.Objects.requireNonNull(frame.depth())));
    digest.update(bytes(java.util.Objects.requireNonNull(frame.depthMm())));
    digest.update(java.util.Objects.requireNonNull(frame.semantic()));
    digest.update(bytes(java.util.Objects.requireNonNull(frame.instance())));
    digest.update(bytes(java.util.Objects.requireNonNull(frame.normals())));
    digest.update(bytes(java.util.Objects.requireNonNull(frame.flow())));
    digest.update(java.util.Objects.requireNonNull(frame.flowValid()));
    digest.update(String.valueOf(frame.boxes()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    for (double value : frame.pose().rotation()) {
      digest.update(ByteBuffer.allocate(8).putDouble(value).array());
    }
    for (double value : frame.pose().position()) {
      digest.update(ByteBuffer.allocate(8).putDouble(value).array());
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 4);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  private static byte[] bytes(short[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * 2);
    for (short value : values) {
      buffer.putShort(value);
    }
    return buffer.array();
  }
}
