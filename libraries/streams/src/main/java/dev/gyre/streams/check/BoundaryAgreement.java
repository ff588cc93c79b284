package dev.gyre.streams.check;

import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well the borders of a label map lie on the edges of a picture of the same instant, and
 * whether they would lie better if the map were moved by a few pixels.
 *
 * <p>The strength of an edge is the difference of two neighbours, {@code e = d / (d + mean d)}, so
 * that a few hard edges do not outweigh all others. Borders are gathered in square blocks; a block
 * is one observation, because neighbouring border pixels say the same. A map is {@link
 * Verdict#SHIFTED} if a move beyond the tolerance wins over the best within it by {@link #MIN_GAIN}
 * of strength on average over blocks, and by {@link #MIN_T} standard errors, the highest of all
 * moves being looked for. Fewer than {@link #MIN_BLOCKS} blocks, or borders that are no stronger
 * than their surroundings wherever the map is moved, say nothing.
 *
 * @param blocks with a border in them
 * @param contrast how much stronger edges are on borders than elsewhere, at the best move, in (-1,
 *     1)
 * @param dxPx by which the labels should move to the right to fit best
 * @param dyPx by which the labels should move down to fit best
 * @param gain of that move over the best within the tolerance, in (-1, 1)
 * @param t the gain in its standard errors
 */
public record BoundaryAgreement(
    Verdict verdict, int blocks, double contrast, int dxPx, int dyPx, double gain, double t) {

  /** The farthest move that is tried, in pixels, along each axis. */
  public static final int REACH_PX = 8;

  /** A move that labellers make, in pixels, along each axis. */
  public static final int TOLERANCE_PX = 2;

  /** The least number of blocks that say something. */
  public static final int MIN_BLOCKS = 20;

  /** The least contrast at the best move. */
  public static final double MIN_CONTRAST = 0.1;

  /** The least gain that makes a shift. */
  public static final double MIN_GAIN = 0.05;

  /** The least gain in standard errors; for 289 moves this leaves chance well below 1 in 10,000. */
  public static final double MIN_T = 6;

  private static final int BLOCK_PX = 16;

  /** What the comparison says. */
  public enum Verdict {
    /** No move fits clearly better. */
    IN_PLACE,
    /** A move fits clearly better. */
    SHIFTED,
    /** Too few borders, or no edges on them. */
    INSUFFICIENT
  }

  private static final BoundaryAgreement NOTHING =
      new BoundaryAgreement(Verdict.INSUFFICIENT, 0, 0, 0, 0, 0, 0);

  /**
   * Compares.
   *
   * @param labels ids of height and width
   * @param ignoreId an id whose borders do not count, or -1
   * @param picture of the same height and width, with any channels; NaN has no edges
   */
  public static BoundaryAgreement of(NdArray labels, int ignoreId, NdArray picture) {
    int height = labels.size(0);
    int width = labels.size(1);
    if (picture.size(0) != height || picture.size(1) != width) {
      throw new IllegalArgumentException(
          "Labels %s and picture %s differ in size".formatted(labels, picture));
    }
    if (height <= 2 * REACH_PX + 1 || width <= 2 * REACH_PX + 1) {
      return NOTHING;
    }
    Edges edges = Edges.of(picture);
    List<Block> blocks = blocks(labels, ignoreId);
    if (blocks.isEmpty()) {
      return NOTHING;
    }
    int side = 2 * REACH_PX + 1;
    double[][] scores = new double[side * side][];
    int best = -1;
    int near = -1;
    for (int move = 0; move < scores.length; move++) {
      int dx = move % side - REACH_PX;
      int dy = move / side - REACH_PX;
      scores[move] = blocks.stream().mapToDouble(block -> block.strength(edges, dx, dy)).toArray();
      boolean tolerated = Math.max(Math.abs(dx), Math.abs(dy)) <= TOLERANCE_PX;
      best = best < 0 || mean(scores[move]) > mean(scores[best]) ? move : best;
      boolean closer = near < 0 || mean(scores[move]) > mean(scores[near]);
      near = tolerated && closer ? move : near;
    }
    return judge(
        blocks.size(), mean(scores[best]) - edges.mean(), best, scores[best], scores[near]);
  }

  private static BoundaryAgreement judge(
      int blocks, double contrast, int best, double[] atBest, double[] near) {
    double[] gains = new double[blocks];
    Arrays.setAll(gains, i -> atBest[i] - near[i]);
    double gain = mean(gains);
    double squares = Arrays.stream(gains).map(g -> (g - gain) * (g - gain)).sum();
    double error = Math.sqrt(squares / Math.max(1, blocks - 1) / blocks);
    double t = error == 0 ? 0 : gain / error;
    Verdict verdict =
        blocks < MIN_BLOCKS || contrast < MIN_CONTRAST
            ? Verdict.INSUFFICIENT
            : gain >= MIN_GAIN && t >= MIN_T ? Verdict.SHIFTED : Verdict.IN_PLACE;
    int side = 2 * REACH_PX + 1;
    return new BoundaryAgreement(
        verdict, blocks, contrast, best % side - REACH_PX, best / side - REACH_PX, gain, t);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Borders of labels far enough from the picture's own, by block. */
  private static List<Block> blocks(NdArray labels, int ignoreId) {
    int height = labels.size(0);
    int width = labels.size(1);
    List<Block> blocks = new ArrayList<>();
    for (int top = REACH_PX; top < height - REACH_PX - 1; top += BLOCK_PX) {
      for (int left = REACH_PX; left < width - REACH_PX - 1; left += BLOCK_PX) {
        Block block = new Block(width);
        int bottom = Math.min(top + BLOCK_PX, height - REACH_PX - 1);
        int right = Math.min(left + BLOCK_PX, width - REACH_PX - 1);
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            int at = y * width + x;
            block.add(at, differ(labels, at, at + 1, ignoreId), block.across);
            block.add(at, differ(labels, at, at + width, ignoreId), block.down);
          }
        }
        if (block.size() >= BLOCK_PX / 2) {
          blocks.add(block);
        }
      }
    }
    return blocks;
  }

  private static boolean differ(NdArray labels, int one, int other, int ignoreId) {
    double a = labels.at(one);
    double b = labels.at(other);
    return a != b && a != ignoreId && b != ignoreId;
  }

  /** The borders in one block: places whose right or lower neighbour has another id. */
  private static final class Block {

    final List<Integer> across = new ArrayList<>();
    final List<Integer> down = new ArrayList<>();
    private final int width;

    Block(int width) {
      this.width = width;
    }

    void add(int at, boolean border, List<Integer> places) {
      if (border) {
        places.add(at);
      }
    }

    int size() {
      return across.size() + down.size();
    }

    double strength(Edges edges, int dx, int dy) {
      int move = dy * width + dx;
      double sum = 0;
      for (int at : across) {
        sum += edges.across()[at + move];
      }
      for (int at : down) {
        sum += edges.down()[at + move];
      }
      return sum / size();
    }
  }

  /** Strength of the edge between each place and its right and lower neighbour. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class.
  private record Edges(float[] across, float[] down, double mean) {

    static Edges of(NdArray picture) {
      int height = picture.size(0);
      int width = picture.size(1);
      float[] across = new float[height * width];
      float[] down = new float[height * width];
      double sum = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int at = y * width + x;
          across[at] = x + 1 < width ? difference(picture, at, at + 1) : 0;
          down[at] = y + 1 < height ? difference(picture, at, at + width) : 0;
          sum += across[at] + (double) down[at];
        }
      }
      double level = Math.max(sum / (2.0 * height * width), Float.MIN_NORMAL);
      double strengths = soften(across, level) + soften(down, level);
      return new Edges(across, down, strengths / (2.0 * height * width));
    }

    private static double soften(float[] differences, double level) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        differences[i] = (float) (differences[i] / (differences[i] + level));
        sum += differences[i];
      }
      return sum;
    }

    private static float difference(NdArray picture, int one, int other) {
      int channels = picture.rank() == 3 ? picture.size(2) : 1;
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += Math.abs(picture.at(one * channels + c) - picture.at(other * channels + c));
      }
      return Double.isFinite(sum) ? (float) sum : 0;
    }
  }
}
