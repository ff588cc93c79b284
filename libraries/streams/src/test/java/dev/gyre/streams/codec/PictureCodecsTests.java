package dev.gyre.streams.codec;

import static dev.gyre.streams.codec.Refusal.Reason.DAMAGED;
import static dev.gyre.streams.codec.Refusal.Reason.TOO_LARGE;
import static dev.gyre.streams.codec.Refusal.Reason.TRUNCATED;
import static dev.gyre.streams.codec.Refusal.Reason.UNSUPPORTED_FORMAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.image.Pictures;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PictureCodecsTests {

  /** Lossless WebP of 3 x 2 pixels, red 10, 20, 30, 40, 50, 60, green 100, blue 200. */
  private static final byte[] LOSSLESS_WEBP =
      Base64.getDecoder()
          .decode("UklGRi4AAABXRUJQVlA4TCIAAAAvAkAAAC8gEEiC3V9iiSoM8vxnY6hp24ANdf7l1Ij+x/QC");

  private final Codecs codecs = Codecs.standard();
  private final PngCodec png = new PngCodec();
  private final TiffCodec tiff = new TiffCodec();

  @Test
  void readsBackSixteenBitsAndFloatsAsTheyWere() {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      int[] shape = {1 + random.nextInt(30), 1 + random.nextInt(30), 3};
      if (i % 2 == 0) {
        shape = Arrays.copyOf(shape, 2);
      }
      NdArray deep = random(random, ElementType.UINT16, shape);
      assertThat(decode(png.encode(deep))).isEqualTo(deep);
      assertThat(decode(tiff.encode(deep))).isEqualTo(deep);
      assertThat(png.encode(deep)).isEqualTo(png.encode(deep));
      NdArray shallow = random(random, ElementType.UINT8, shape);
      assertThat(decode(tiff.encode(shallow))).isEqualTo(shallow);
      NdArray floats = random(random, ElementType.FLOAT32, shape);
      assertThat(decode(tiff.encode(floats))).isEqualTo(floats);
      assertThat(codecs.probe(tiff.encode(floats), DecodeOptions.STANDARD))
          .isEqualTo(
              new ArrayHeader(
                  "tiff", ElementType.FLOAT32, Arrays.stream(shape).boxed().toList(), 32));
    }
  }

  @Test
  void keepsNanAndInfinityOfFloatTiff() {
    NdArray odd =
        NdArray.float32(
            new float[] {Float.NaN, Float.POSITIVE_INFINITY, -0f, 85.25f, -3, Float.MIN_VALUE},
            2,
            3);
    assertThat(decode(tiff.encode(odd))).isEqualTo(odd);
  }

  @Test
  void readsAPaletteAsIdsOrAsColours() {
    NdArray ids = NdArray.uint8(new byte[] {0, 1, 2, 2, 1, 0}, 2, 3);
    byte[] file = png.encodeIds(ids, List.of(0x000000, 0x804080, 0x00ff00));

    assertThat(values(codecs.decode(file, DecodeOptions.STANDARD.forIds()))).isEqualTo(ids);
    NdArray colours = decode(file);
    assertThat(colours.shape()).containsExactly(2, 3, 3);
    assertThat(Arrays.copyOf(colours.bytes(), 6))
        .containsExactly(0, 0, 0, (byte) 0x80, 0x40, (byte) 0x80);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> png.encodeIds(ids, List.of(0, 0)))
        .withMessageContaining("Id 2 has no colour");
  }

  @Test
  void readsLosslessWebp() {
    NdArray expected =
        NdArray.uint8(
            new byte[] {
              10, 100, (byte) 200, 20, 100, (byte) 200, 30, 100, (byte) 200,
              40, 100, (byte) 200, 50, 100, (byte) 200, 60, 100, (byte) 200
            },
            2,
            3,
            3);
    assertThat(decode(LOSSLESS_WEBP)).isEqualTo(expected);
    assertThatThrownBy(() -> new WebPCodec().encode(expected))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesEveryProperPrefixOfEveryFormat() {
    Random random = new Random(5);
    for (byte[] file :
        List.of(
            png.encode(random(random, ElementType.UINT16, 5, 7)),
            tiff.encode(random(random, ElementType.FLOAT32, 5, 7)),
            new JpegCodec().encode(random(random, ElementType.UINT8, 16, 16, 3)),
            new NpyCodec().encode(random(random, ElementType.FLOAT32, 5, 7)),
            LOSSLESS_WEBP)) {
      for (int length = 12; length < file.length; length++) {
        byte[] prefix = Arrays.copyOf(file, length);
        if (!isWholeButForPadding(file, length)) {
          assertThat(refusal(prefix).reason())
              .as("%d of %d", length, file.length)
              .isEqualTo(TRUNCATED);
        }
      }
    }
  }

  /** A piece of odd length in a TIFF is followed by one byte that nothing needs. */
  private static boolean isWholeButForPadding(byte[] file, int length) {
    return file[0] == 'I' && length == file.length - 1 && file[length] == 0;
  }

  @Test
  void refusesBombsByTheirHeader() {
    DecodeLimits limits = new DecodeLimits(1 << 20, 1000, 3000);
    DecodeOptions small = DecodeOptions.of(limits);
    Random random = new Random(8);
    for (byte[] file :
        List.of(
            Pictures.pngClaiming(50, 50, 16, 2),
            Pictures.pngClaiming(30, 30, 16, 2),
            tiff.encode(random(random, ElementType.FLOAT32, 30, 30)),
            new JpegCodec().encode(random(random, ElementType.UINT8, 40, 40)),
            new NpyCodec().encode(random(random, ElementType.FLOAT64, 30, 30)))) {
      assertThat(codecs.probe(file, small)).isInstanceOf(Refusal.class);
      Refusal refusal = (Refusal) codecs.decode(file, small);
      assertThat(refusal.reason()).as(refusal.detail()).isEqualTo(TOO_LARGE);
    }
    byte[] webp = LOSSLESS_WEBP.clone();
    ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 16_382 | 16_382 << 14);
    assertThat(refusal(webp).reason()).isEqualTo(TOO_LARGE);
    assertThat(refusal(webp).detail()).contains("16383 x 16383").contains("64000000");
  }

  @Test
  void answersNeverThrowsWhateverByteIsChanged() {
    Random random = new Random(11);
    List<byte[]> files =
        List.of(
            png.encode(random(random, ElementType.UINT16, 12, 12)),
            tiff.encode(random(random, ElementType.FLOAT32, 12, 12)),
            tiff.encode(random(random, ElementType.UINT8, 12, 12, 3)),
            new JpegCodec().encode(random(random, ElementType.UINT8, 32, 32, 3)),
            new NpyCodec().encode(random(random, ElementType.INT64, 4, 4)),
            LOSSLESS_WEBP);
    DecodeOptions small = DecodeOptions.of(new DecodeLimits(1 << 20, 1 << 16, 1 << 20));
    for (int i = 0; i < 3000; i++) {
      byte[] broken = files.get(i % files.size()).clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(codecs.decode(broken, small)).isNotNull();
    }
  }

  /** These 54 bytes kept the decoder busy for 47 seconds with what lies behind their end. */
  @Test
  @Timeout(5)
  void doesNotReadOnBehindTheEnd() {
    byte[] endless = LOSSLESS_WEBP.clone();
    endless[28] = 0x78;
    endless[52] = 0x5f;
    assertThat(((Refusal) codecs.decode(endless, DecodeOptions.STANDARD)).detail())
        .contains("the data ends at byte 54");
  }

  @Test
  void turnsPicturesUprightByTheirExifTag() {
    NdArray stored = NdArray.uint8(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3);
    byte[][] upright = {
      {1, 2, 3, 4, 5, 6},
      {3, 2, 1, 6, 5, 4},
      {6, 5, 4, 3, 2, 1},
      {4, 5, 6, 1, 2, 3},
      {1, 4, 2, 5, 3, 6},
      {4, 1, 5, 2, 6, 3},
      {6, 3, 5, 2, 4, 1},
      {3, 6, 2, 5, 1, 4}
    };
    for (int tag = 1; tag <= 8; tag++) {
      byte[] file = Pictures.withChunk(png.encode(stored), "eXIf", exif(tag));
      int[] shape = tag < 5 ? new int[] {2, 3} : new int[] {3, 2};
      assertThat(decode(file)).as("tag " + tag).isEqualTo(NdArray.uint8(upright[tag - 1], shape));
      assertThat(((ArrayHeader) codecs.probe(file, DecodeOptions.STANDARD)).sides())
          .containsExactly(shape);
    }
    byte[] jpeg = new JpegCodec().encode(NdArray.uint8(new byte[24 * 16], 24, 16));
    assertThat(decode(withExif(jpeg, 6)).shape()).containsExactly(16, 24);
    assertThat(decode(withExif(jpeg, 99)).shape()).containsExactly(24, 16);
  }

  @Test
  void refusesMoreBitsThanAskedForBeforeItDecodes() {
    byte[] deep = Pictures.pngClaiming(4, 4, 16, 0);
    assertThat(codecs.decode(deep, DecodeOptions.STANDARD))
        .returns(DAMAGED, decoded -> ((Refusal) decoded).reason());
    DecodeOptions eight = DecodeOptions.STANDARD.forEightBits();
    assertThat((Refusal) codecs.decode(deep, eight))
        .returns(UNSUPPORTED_FORMAT, Refusal::reason)
        .returns("The file has 16 bits per value; at most 8 are read", Refusal::detail);
    byte[] npy = new NpyCodec().encode(NdArray.float64(new double[1], 1));
    assertThat(codecs.probe(npy, eight)).isInstanceOf(Refusal.class);
  }

  @Test
  void namesWhatOfTiffIsNotRead() {
    TiffFile half = page(16, 3).put(TiffFile.COMPRESSION, 1);
    assertThat(refusal(half.write(List.of(new byte[8])).toByteArray()))
        .returns(UNSUPPORTED_FORMAT, Refusal::reason)
        .extracting(Refusal::detail)
        .asString()
        .contains("16 bits in sample format 3");
    TiffFile jpeg = page(8, 1).put(TiffFile.COMPRESSION, 7);
    assertThat(refusal(jpeg.write(List.of(new byte[4])).toByteArray()).detail())
        .contains("compression 7");
    TiffFile pieces = page(8, 1).put(TiffFile.ROWS_PER_STRIP, 1);
    assertThat(refusal(pieces.write(List.of(new byte[4])).toByteArray()))
        .returns(DAMAGED, Refusal::reason);
    byte[] big = {'I', 'I', 43, 0, 8, 0, 0, 0, 0, 0, 0, 0};
    assertThat(refusal(big).detail()).contains("BigTIFF");
  }

  @Test
  void refusesToEncodeWhatAFormatCannotHold() {
    NdArray doubles = NdArray.float64(new double[4], 2, 2);
    for (Codec codec : List.of(png, tiff, new JpegCodec())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> codec.encode(doubles))
          .withMessageContaining(codec.name())
          .withMessageContaining("float64 [2, 2]");
    }
  }

  private static TiffFile page(int bits, int format) {
    return new TiffFile(ByteOrder.BIG_ENDIAN)
        .put(TiffFile.WIDTH, 2)
        .put(TiffFile.HEIGHT, 2)
        .put(TiffFile.BITS, bits)
        .put(TiffFile.PHOTOMETRIC, 1)
        .put(TiffFile.SAMPLE_FORMAT, format);
  }

  private static byte[] exif(int tag) {
    return ByteBuffer.allocate(26)
        .putShort((short) 0x4d4d)
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) tag)
        .array();
  }

  private static byte[] withExif(byte[] jpeg, int tag) {
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] block = exif(tag);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int length = 2 + name.length + block.length;
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) length});
    out.writeBytes(name);
    out.writeBytes(block);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  static NdArray random(Random random, ElementType type, int... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(random.nextInt());
    }
    return switch (type) {
      case UINT8 -> {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        yield NdArray.uint8(bytes, shape);
      }
      case UINT16 -> {
        short[] shorts = new short[length];
        for (int i = 0; i < length; i++) {
          shorts[i] = values.get(i).shortValue();
        }
        yield NdArray.uint16(shorts, shape);
      }
      case INT32 -> NdArray.int32(values.stream().mapToInt(v -> v).toArray(), shape);
      case INT64 ->
          NdArray.int64(values.stream().mapToLong(v -> v * 3_000_000_019L).toArray(), shape);
      case FLOAT32 -> {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
          floats[i] = values.get(i) / 7f;
        }
        yield NdArray.float32(floats, shape);
      }
      case FLOAT64 -> NdArray.float64(values.stream().mapToDouble(v -> v / 7.0).toArray(), shape);
    };
  }

  private NdArray decode(byte[] file) {
    return values(codecs.decode(file, DecodeOptions.STANDARD));
  }

  private static NdArray values(Decoded decoded) {
    return switch (decoded) {
      case DecodedArray array -> array.values();
      case Refusal refusal -> throw new AssertionError(refusal);
    };
  }

  private Refusal refusal(byte[] file) {
    Decoded decoded = codecs.decode(file, DecodeOptions.STANDARD);
    assertThat(decoded).isInstanceOf(Refusal.class);
    assertThat(codecs.probe(file, DecodeOptions.STANDARD)).isEqualTo(decoded);
    return (Refusal) decoded;
  }
}
