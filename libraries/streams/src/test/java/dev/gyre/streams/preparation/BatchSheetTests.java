package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BatchSheetTests {

  @Test
  void showsEveryRasterBeforeAndAfterAndWhyASampleIsRejected() throws IOException {
    InputSample broken =
        StreetSamples.with(
            StreetSamples.sample(6), "rgb", StreetSamples.file("rgb", 6, new byte[] {1, 2, 3}));
    byte[] png = sheet(List.of(StreetSamples.sample(1), StreetSamples.sample(5), broken));

    BufferedImage sheet = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
    assertThat(sheet.getWidth()).isEqualTo(8 + 4 * 2 * 200);
    assertThat(sheet.getHeight()).isEqualTo(8 + 3 * 220);
    // The car of sample 5 in the label map: its colour before, and again after, mirrored.
    int row = 8 + 220 + 20;
    int before = sheet.getRGB(8 + 6 * 200 + 3 * 20, row + 3 * 30) & 0xffffff;
    int mirrored = sheet.getRGB(8 + 7 * 200 + (int) (192 / 56.0 * (59 - 20)), row + 192 * 30 / 56);
    assertThat(before).isEqualTo(0x00008e);
    assertThat(mirrored & 0xffffff).isEqualTo(0x00008e);
  }

  private static byte[] sheet(List<InputSample> samples) throws IOException {
    return new BatchSheet(StreetSamples.SPEC, RunSettings.STANDARD).png(samples);
  }

  /** Writes the sheet of made-up streets to the file that is named. */
  public static void main(String[] arguments) throws IOException {
    Files.write(Path.of(arguments[0]), sheet(StreetSamples.samples(6).subList(1, 6)));
  }
}
