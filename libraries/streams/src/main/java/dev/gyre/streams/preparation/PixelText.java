package dev.gyre.streams.preparation;

import java.awt.Graphics2D;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes text without the platform's fonts: equal on every machine, also on one that has none, and
 * without the cache that Java keeps of fonts in a user's home.
 */
final class PixelText {

  /** The side of a dot of a glyph, in pixels; glyphs have three by five dots. */
  private static final int DOT = 2;

  private static final int ADVANCE = 4 * DOT;
  private static final int ROWS = 5;

  /** Rows of three dots from the top, one octal digit each. */
  private static final String GLYPHS =
      """
      075557 126227 271747 371717 455711 574717 674757 771111 875757 975717
      A25755 B65656 C34443 D65556 E74647 F74644 G34553 H55755 I72227 J11152
      K55655 L44447 M57755 N75555 O25552 P65644 Q25563 R65655 S34216 T72222
      U55557 V55552 W55775 X55255 Y55222 Z71247
      .00002 ,00024 :02020 -00700 _00007 /11244 (24442 )21112 '22000 =07070
      +02720 %51245 "55000 ?71202 <12421 >42124 [64446 ]31113 #57575 *52500
      """;

  private static final Map<Character, String> TABLE = table();

  private PixelText() {}

  private static Map<Character, String> table() {
    String all = GLYPHS.replaceAll("\\s", "");
    Map<Character, String> table = new HashMap<>();
    for (int i = 0; i < all.length(); i += 1 + ROWS) {
      table.put(all.charAt(i), all.substring(i + 1, i + 1 + ROWS));
    }
    table.put(' ', "00000");
    return table;
  }

  /** The end of a text that is wider than that; all of any other. */
  static String within(int widthPx, String text) {
    return text.substring(Math.max(0, text.length() - widthPx / ADVANCE));
  }

  /** Draws a line of text in the current colour; a letter without a glyph is a full block. */
  static void draw(Graphics2D graphics, String text, int left, int top) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < upper.length(); i++) {
      String glyph = TABLE.getOrDefault(upper.charAt(i), "77777");
      for (int row = 0; row < ROWS; row++) {
        int dots = glyph.charAt(row) - '0';
        for (int column = 0; column < 3; column++) {
          if ((dots >> (2 - column) & 1) == 1) {
            graphics.fillRect(left + i * ADVANCE + column * DOT, top + row * DOT, DOT, DOT);
          }
        }
      }
    }
  }
}
