package dev.gyre.streams.image;

import static dev.gyre.streams.image.ImageRefusal.Reason.DAMAGED;
import static dev.gyre.streams.image.ImageRefusal.Reason.NOT_AN_IMAGE;
import static dev.gyre.streams.image.ImageRefusal.Reason.TOO_LARGE;
import static dev.gyre.streams.image.ImageRefusal.Reason.TRUNCATED;
import static dev.gyre.streams.image.ImageRefusal.Reason.UNSUPPORTED_FORMAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageIoCodecTests {

  private final ImageIoCodec codec = new ImageIoCodec();

  @Test
  void readsBackWhatItWroteForManySizes() {
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      int channels = random.nextBoolean() ? 1 : 3;
      Image image = Pictures.random(i, 1 + random.nextInt(40), 1 + random.nextInt(40), channels);
      byte[] png = codec.encodePng(image);

      assertThat(codec.encodePng(image)).isEqualTo(png);
      assertThat(decode(png)).isEqualTo(image);
      assertThat(codec.probe(png, ImageLimits.STANDARD))
          .isEqualTo(
              new ImageHeader(
                  ImageFormat.PNG, image.widthPx(), image.heightPx(), image.channels(), 8));
    }
  }

  @Test
  void readsJpegInGrayAndColour() {
    for (int channels : new int[] {1, 3}) {
      Image slope = Pictures.slope(24, 32, channels);
      byte[] jpeg = Pictures.jpeg(slope);

      assertThat(codec.probe(jpeg, ImageLimits.STANDARD))
          .isEqualTo(new ImageHeader(ImageFormat.JPEG, 32, 24, channels, 8));
      Image decoded = (Image) decode(jpeg);
      assertThat(decoded.channels()).isEqualTo(channels);
      double error = 0;
      for (int i = 0; i < slope.pixels().length; i++) {
        error += Math.abs((decoded.pixels()[i] & 0xff) - (slope.pixels()[i] & 0xff));
      }
      assertThat(error / slope.pixels().length).isLessThan(8);
    }
  }

  @Test
  void expandsPalettesAndBitsAndDropsTransparency() {
    BufferedImage bits = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffffff);
    Image decodedBits = (Image) decode(Pictures.write(bits, "png"));
    assertThat(decodedBits.pixels()).contains(0, 255, 0).hasSize(3 * decodedBits.channels());

    BufferedImage clear = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0x00102030);
    clear.setRGB(1, 0, 0xff405060);
    assertThat(decode(Pictures.write(clear, "png")))
        .isEqualTo(new Image(1, 2, 3, new byte[] {0x10, 0x20, 0x30, 0x40, 0x50, 0x60}));

    BufferedImage palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
    palette.setRGB(0, 0, 0xffff0000);
    assertThat(decode(Pictures.write(palette, "png")))
        .isEqualTo(new Image(1, 1, 3, new byte[] {(byte) 255, 0, 0}));
  }

  @Test
  void refusesEveryProperPrefix() {
    for (byte[] file :
        new byte[][] {
          Pictures.png(Pictures.random(1, 9, 9, 3)), Pictures.jpeg(Pictures.slope(16, 16, 3))
        }) {
      for (int length = 8; length < file.length; length++) {
        assertRefused(Arrays.copyOf(file, length), TRUNCATED);
      }
    }
    assertRefused(new byte[0], TRUNCATED);
  }

  @Test
  void answersNeverThrowsWhateverByteIsChanged() {
    Random random = new Random(11);
    byte[] png = Pictures.png(Pictures.random(2, 12, 12, 3));
    byte[] jpeg = Pictures.jpeg(Pictures.slope(32, 32, 3));
    ImageLimits small = new ImageLimits(1 << 20, 1 << 16);
    for (int i = 0; i < 800; i++) {
      byte[] broken = (i % 2 == 0 ? png : jpeg).clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      assertThat(codec.decode(broken, small)).isNotNull();
    }
  }

  @Test
  void refusesPixelBombsByTheirHeader() {
    ImageRefusal refusal = assertRefused(Pictures.pngClaiming(50_000, 50_000, 8, 2), TOO_LARGE);
    assertThat(refusal.detail()).contains("50000 x 50000").contains("64000000");
    assertRefused(Pictures.pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 6), TOO_LARGE);
  }

  @Test
  void refusesFilesOverTheByteLimit() {
    byte[] png = Pictures.png(Pictures.random(3, 8, 8, 3));
    assertThat(codec.probe(png, new ImageLimits(png.length - 1, 64)))
        .asInstanceOf(type(ImageRefusal.class))
        .returns(TOO_LARGE, ImageRefusal::reason);
    assertThat(codec.probe(png, new ImageLimits(png.length, 64))).isInstanceOf(ImageHeader.class);
    assertThat(codec.probe(png, new ImageLimits(png.length, 63))).isInstanceOf(ImageRefusal.class);
  }

  @Test
  void tellsOtherFormatsFromNoPicture() {
    BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR);
    assertRefused(Pictures.write(picture, "gif"), UNSUPPORTED_FORMAT);
    assertRefused(Pictures.write(picture, "bmp"), UNSUPPORTED_FORMAT);
    assertRefused("just some text".getBytes(StandardCharsets.UTF_8), NOT_AN_IMAGE);
    assertRefused(new byte[] {1, 2, 3}, NOT_AN_IMAGE);
    BufferedImage deep = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    assertRefused(Pictures.write(deep, "png"), UNSUPPORTED_FORMAT);
  }

  @Test
  void refusesDamageInACompleteFile() {
    byte[] png = Pictures.png(Pictures.random(4, 16, 16, 3));
    png[60] ^= 1;
    assertRefused(png, DAMAGED);
    assertRefused(Pictures.pngClaiming(4, 4, 8, 2), DAMAGED);
    assertRefused(Pictures.pngClaiming(0, 4, 8, 2), DAMAGED);

    byte[] jpeg = Pictures.jpeg(Pictures.slope(64, 64, 3));
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length * 3 / 4);
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertRefused(cut, DAMAGED);
  }

  @Test
  void neverShowsTextAndProfilesToTheDecoder() {
    Image image = Pictures.random(5, 6, 6, 3);
    byte[] png = Pictures.png(image);
    byte[] brokenProfile = "x\0\0not compressed".getBytes(StandardCharsets.ISO_8859_1);
    byte[] gamma = {0, 0, 1, 0};
    byte[] odd = Pictures.withChunk(Pictures.withChunk(png, "iCCP", brokenProfile), "gAMA", gamma);
    assertThat(decode(odd)).isEqualTo(image);
  }

  private DecodeResult decode(byte[] file) {
    return codec.decode(file, ImageLimits.STANDARD);
  }

  private ImageRefusal assertRefused(byte[] file, ImageRefusal.Reason reason) {
    DecodeResult result = decode(file);
    assertThat(result).isInstanceOf(ImageRefusal.class);
    ImageRefusal refusal = (ImageRefusal) result;
    assertThat(refusal.reason()).as(refusal.detail()).isEqualTo(reason);
    return refusal;
  }
}
