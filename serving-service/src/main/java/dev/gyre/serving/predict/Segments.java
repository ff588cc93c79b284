package dev.gyre.serving.predict;

import dev.gyre.api.serving.Segment;
import dev.gyre.streams.image.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Connected areas of one class. */
final class Segments {

  private static final int MOST = 200;
  private static final int LEAST_SHARE = 2000;

  private final Image map;
  private final float[] confidences;
  private final boolean[] seen;
  private final int[] queue;

  private Segments(Image map, float[] confidences) {
    this.map = map;
    this.confidences = confidences;
    this.seen = new boolean[map.pixels().length];
    this.queue = new int[map.pixels().length];
  }

  /** Largest first; of equal ones the one that begins higher, then further left. */
  static List<Segment> of(Image map, float[] confidences, List<String> classes) {
    Segments search = new Segments(map, confidences);
    List<Segment> found = new ArrayList<>();
    for (int start = 0; start < search.seen.length; start++) {
      if (!search.seen[start]) {
        Segment segment = search.from(start, classes);
        if (segment.areaShare() * LEAST_SHARE >= 1) {
          found.add(segment);
        }
      }
    }
    found.sort(Comparator.comparingDouble(Segment::areaShare).reversed());
    return found.size() > MOST ? List.copyOf(found.subList(0, MOST)) : found;
  }

  private Segment from(int start, List<String> classes) {
    byte wanted = map.pixels()[start];
    int left = map.widthPx();
    int right = 0;
    int top = map.heightPx();
    int bottom = 0;
    double sum = 0;
    int size = 1;
    seen[start] = true;
    queue[0] = start;
    for (int next = 0; next < size; next++) {
      int place = queue[next];
      int x = place % map.widthPx();
      int y = place / map.widthPx();
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      sum += confidences[place];
      size = spread(x, y, wanted, size);
    }
    return new Segment(
        classes.get(wanted & 0xff),
        wanted & 0xff,
        left,
        top,
        right - left + 1,
        bottom - top + 1,
        (double) size / seen.length,
        Math.clamp(sum / size, 0, 1));
  }

  private int spread(int x, int y, byte wanted, int size) {
    int grown = size;
    for (int row = Math.max(0, y - 1); row <= Math.min(map.heightPx() - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1);
          column <= Math.min(map.widthPx() - 1, x + 1);
          column++) {
        int place = row * map.widthPx() + column;
        if (!seen[place] && map.pixels()[place] == wanted) {
          seen[place] = true;
          queue[grown++] = place;
        }
      }
    }
    return grown;
  }
}
