package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TOO_LARGE;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NpyCodecTests {

  private final NpyCodec npy = new NpyCodec();

  @Test
  void readsBackEveryElementTypeAndRank() {
    Random random = new Random(2);
    for (ElementType type : ElementType.values()) {
      for (int[] shape : new int[][] {{}, {0}, {5}, {3, 4}, {2, 3, 4}, {2, 1, 3, 2}}) {
        NdArray values = PictureCodecsTests.random(random, type, shape);
        byte[] file = npy.encode(values);
        assertThat(decode(file)).isEqualTo(new DecodedArray(header(values), values));
        assertThat(npy.probe(file, DecodeOptions.STANDARD)).isEqualTo(header(values));
      }
    }
  }

  @Test
  void readsColumnsFirstAndTheOtherByteOrder() {
    byte[] data =
        ByteBuffer.allocate(12)
            .putShort((short) 1)
            .putShort((short) 4)
            .putShort((short) 2)
            .putShort((short) 5)
            .putShort((short) 3)
            .putShort((short) 0xfffa)
            .array();
    byte[] file = file(1, "{'descr': '>u2', 'fortran_order': True, 'shape': (2, 3), }", data);
    assertThat(((DecodedArray) decode(file)).values())
        .isEqualTo(NdArray.uint16(new short[] {1, 2, 3, 4, 5, (short) 0xfffa}, 2, 3));
  }

  @Test
  void widensTypesThatArraysDoNotHave() {
    assertThat(values("|i1", new byte[] {-1})).isEqualTo(NdArray.int32(new int[] {-1}, 1));
    assertThat(values("<i2", new byte[] {-1, -1})).isEqualTo(NdArray.int32(new int[] {-1}, 1));
    assertThat(values("|b1", new byte[] {1})).isEqualTo(NdArray.uint8(new byte[] {1}, 1));
    assertThat(values("<u4", new byte[] {-1, -1, -1, -1}))
        .isEqualTo(NdArray.int64(new long[] {0xffffffffL}, 1));
    assertThat(values("<f2", new byte[] {0, 0x3e}))
        .isEqualTo(NdArray.float32(new float[] {1.5f}, 1));
  }

  @Test
  void readsVersionsOneToThree() {
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
    for (int version = 1; version <= 3; version++) {
      assertThat(((DecodedArray) decode(file(version, text, new byte[] {3, 4}))).values())
          .isEqualTo(NdArray.uint8(new byte[] {3, 4}, 2));
    }
    assertRefused(file(4, text, new byte[] {3, 4}), UNSUPPORTED_FORMAT, "4.0");
  }

  @Test
  void refusesWithTheValueThatLedToIt() {
    assertRefused(one("<c8", "(1,)", 8), UNSUPPORTED_FORMAT, "<c8");
    assertRefused(one("<u8", "(1,)", 8), UNSUPPORTED_FORMAT, "<u8");
    assertRefused(one("|O", "(1,)", 8), UNSUPPORTED_FORMAT, "|O");
    assertRefused(one("<f4", "(2,)", 4), TRUNCATED, "values end at");
    assertRefused(one("<f4", "(1,)", 8), DAMAGED, "values end at");
    assertRefused(one("<f4", "(99999, 99999)", 4), TOO_LARGE, "99999");
    assertRefused(one("<f4", "(4000000000, 4000000000, 4000000000)", 4), TOO_LARGE, "float32");
    assertRefused(one("<f4", "(-1,)", 4), DAMAGED, "(-1,)");
    assertRefused(
        file(1, "{'shape': " + "(".repeat(20_000), new byte[0]),
        UNSUPPORTED_FORMAT,
        "at most 10000");
  }

  private void assertRefused(byte[] file, Refusal.Reason reason, String value) {
    assertThat(decode(file)).isInstanceOf(Refusal.class);
    Refusal refusal = (Refusal) decode(file);
    assertThat(refusal.reason()).as(refusal.detail()).isEqualTo(reason);
    assertThat(refusal.detail()).contains(value);
  }

  private NdArray values(String descr, byte[] data) {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (1,), }".formatted(descr);
    return ((DecodedArray) decode(file(1, text, data))).values();
  }

  private static byte[] one(String descr, String shape, int length) {
    return file(
        1,
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape),
        new byte[length]);
  }

  private static byte[] file(int version, String text, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    byte[] header = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(header.length);
    out.write(length.array(), 0, version == 1 ? 2 : 4);
    out.writeBytes(header);
    out.writeBytes(data);
    return out.toByteArray();
  }

  private Decoded decode(byte[] file) {
    return npy.decode(file, DecodeOptions.STANDARD);
  }

  private static ArrayHeader header(NdArray values) {
    return new ArrayHeader(
        "npy",
        values.type(),
        Arrays.stream(values.shape()).boxed().toList(),
        8 * values.type().bytes());
  }
}
