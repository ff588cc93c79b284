package dev.gyre.worker;

import dev.gyre.api.Digest;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A dataset version of drawn digits, shifted and covered with seeded noise, and its manifest. */
final class Digits {

  static final List<String> CLASSES = List.of("0", "1", "2", "3");
  static final PreparationSpec PREPARATION =
      PreparationSpec.ofPicture(
          "image", "gray", ModelInputSpec.of(8, 8, "image", 1 / 255.0, List.of(0.0), List.of(1.0)));
  static final List<StreamSpec> STREAMS =
      List.of(new StreamSpec("image", StreamSpec.IMAGE, true, 1));

  private static final String[] GLYPHS = {
    "01110 10001 10001 10001 10001 10001 01110", "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111", "11110 00001 00001 01110 00001 00001 11110"
  };

  /** One member. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Member(String key, Split split, String className, byte[] file) {}

  private final Random random = new Random(7);
  final List<Member> members = new ArrayList<>();

  /** So many of each class in each split. */
  Digits(int train, int validation, int test) {
    add(Split.TRAIN, train);
    add(Split.VALIDATION, validation);
    add(Split.TEST, test);
  }

  private void add(Split split, int count) {
    for (int i = 0; i < count * CLASSES.size(); i++) {
      int digit = i % CLASSES.size();
      members.add(
          new Member(
              "%s/%03d".formatted(split.name().toLowerCase(Locale.ROOT), i),
              split,
              CLASSES.get(digit),
              new ImageIoCodec().encodePng(new Image(8, 8, 1, draw(digit)))));
    }
  }

  /** Puts the pictures and the manifest into the store. */
  Digest store(FakeStore store, Path folder) throws SQLException {
    List<TestManifest.Row> rows = new ArrayList<>();
    for (Member member : members) {
      StreamItem item =
          new StreamItem("image", store.add(member.file()), "image/png", member.file().length);
      rows.add(
          new TestManifest.Row(
              member.key(), member.split(), member.className(), null, List.of(item), List.of()));
    }
    return TestManifest.store(store, folder, rows);
  }

  private byte[] draw(int digit) {
    int left = random.nextInt(4);
    int top = random.nextInt(2);
    byte[] pixels = new byte[64];
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int row = y - top;
        int column = x - left;
        boolean inside = row >= 0 && row < 7 && column >= 0 && column < 5;
        boolean inked = inside && GLYPHS[digit].charAt(row * 6 + column) == '1';
        int value = (inked ? 200 : 20) + (int) (random.nextGaussian() * 15);
        pixels[y * 8 + x] = (byte) Math.clamp(value, 0, 255);
      }
    }
    return pixels;
  }
}
