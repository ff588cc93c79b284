package dev.gyre.scenes;

import dev.gyre.scenes.scenario.Examples;
import dev.gyre.scenes.scenario.Scenario;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Writes a PNG of what the simulator shows. {@code ContactSheet OUT.png} gives six kinds of scenes
 * by six sensors; {@code ContactSheet OUT.png SCENARIO WIDTH HEIGHT SEED...} gives the colour
 * pictures of an example scenario under some seeds.
 */
public final class ContactSheet {

  private static final int COLUMNS = 4;
  private static final List<String> KINDS =
      List.of("day", "dusk", "night", "rain", "night-rain", "fog");
  private static final long[] SEEDS = {24, 6, 2, 5, 31, 4};

  private ContactSheet() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    BufferedImage sheet = arguments.length > 4 ? pictures(arguments) : sensors(320, 192);
    ImageIO.write(sheet, "png", Path.of(arguments[0]).toFile());
  }

  private static BufferedImage pictures(String[] arguments) {
    int width = Integer.parseInt(arguments[2]);
    int height = Integer.parseInt(arguments[3]);
    Scenario scenario = Examples.scenario(arguments[1]).sized(width, height);
    int count = arguments.length - 4;
    int columns = Math.min(COLUMNS, count);
    BufferedImage sheet = sheet(width * columns, height * ((count + columns - 1) / columns));
    for (int i = 0; i < count; i++) {
      Simulation simulation = Simulation.of(scenario, Long.parseLong(arguments[4 + i]));
      Frame frame = simulation.frame(5, EnumSet.of(Sensor.RGB));
      draw(sheet, PreviewColours.rgb(frame), width, i % columns * width, i / columns * height);
    }
    return sheet;
  }

  private static BufferedImage sensors(int width, int height) {
    BufferedImage sheet = sheet(width * 6, height * KINDS.size());
    for (int row = 0; row < KINDS.size(); row++) {
      Scenario scenario = Examples.scenario(KINDS.get(row)).sized(width, height);
      Frame frame = Simulation.of(scenario, SEEDS[row]).frame(5, EnumSet.allOf(Sensor.class));
      int[][] cells = {
        PreviewColours.rgb(frame),
        PreviewColours.semantic(frame),
        PreviewColours.instance(frame),
        PreviewColours.depth(frame),
        PreviewColours.normals(frame),
        PreviewColours.flow(frame)
      };
      for (int column = 0; column < cells.length; column++) {
        draw(sheet, cells[column], width, column * width, row * height);
      }
      boxes(sheet, frame, width, row * height);
    }
    return sheet;
  }

  private static BufferedImage sheet(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  private static void draw(BufferedImage sheet, int[] pixels, int width, int x, int y) {
    sheet.setRGB(x, y, width, pixels.length / width, pixels, 0, width);
  }

  /** Draws visible boxes on the instance map. */
  private static void boxes(BufferedImage sheet, Frame frame, int width, int y) {
    if (frame.boxes() == null) {
      return;
    }
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    for (Box box : frame.boxes()) {
      Box.Extent e = box.visible();
      if (e != null && box.visiblePixels() > 30) {
        graphics.drawRect(2 * width + e.x0(), y + e.y0(), e.x1() - e.x0() - 1, e.y1() - e.y0() - 1);
      }
    }
    graphics.dispose();
  }
}
