package dev.gyre.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.segmentation.LabelMap;
import dev.gyre.scoring.segmentation.SampleCounts;
import dev.gyre.scoring.segmentation.Segmentation;
import dev.gyre.scoring.segmentation.SegmentedSample;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * 120 sequences of three scenes, of 12 × 8 pixels: class a on the left, b on the right, and c in
 * one corner of every third. A model that is right about a scene mistakes one column, one that is
 * wrong says a everywhere.
 */
final class Streets {

  /** Fails in nine of ten scenes that are at night and far, and in one of twenty others. */
  static final int CHAMPION = 21;

  /** Fails in one of twenty scenes. */
  static final int CANDIDATE = 22;

  /** Fails in one of five scenes, whatever they are. */
  static final int AT_RANDOM = 23;

  /** Its worker counts more pixels near contours than there are. */
  static final int IMPOSSIBLE = 24;

  /** Its worker uploads no masks. */
  static final int WITHOUT_MASKS = 25;

  /** Never wrong. */
  static final int PERFECT = 26;

  static final List<Integer> MODELS =
      List.of(CHAMPION, CANDIDATE, AT_RANDOM, IMPOSSIBLE, WITHOUT_MASKS, PERFECT);

  static final PreparationId PREPARATION = PreparationId.next();
  static final double FAR_METRES = 20;
  static final double LEAST_IOU = 0.6;
  static final int WIDTH = 12;
  static final int HEIGHT = 8;

  private static final int SEQUENCES = 120;
  private static final int SCENES = 3;
  private static final long SEED = 20_261_124;

  private static final Segmentation COUNTING =
      new Segmentation(
          World.CLASSES,
          255,
          Segmentation.DEFAULT_BOUNDARY_SHARE,
          LEAST_IOU,
          Bootstrap.seeded(SEED));

  private static final String COLUMNS =
      """
      sample_id varchar, key varchar, group_key varchar, confidence double,
      confusion_cells integer[], confusion_pixels integer[], band_truth integer[],
      band_predicted integer[], band_hits integer[], mask_offset bigint, mask_size bigint,
      mask_digest varchar
      """;

  static final List<World.Member> MEMBERS = members();

  private Streets() {}

  /** What a worker uploads. */
  @SuppressWarnings("ArrayRecordComponent") // Read once.
  record Predictions(byte[] parquet, byte[] masks, int count, boolean withoutMasks) {}

  private static List<World.Member> members() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<World.Member> all = new ArrayList<>();
    for (int number = 0; number < SEQUENCES * SCENES; number++) {
      int sequence = number / SCENES;
      String metadata =
          "{\"night\": %s, \"distance\": %.3f, \"seed\": \"%d\"}"
              .formatted(sequence % 2 == 0, random.nextDouble(0, 40), number);
      all.add(
          new World.Member(
              SampleId.next(), number, Split.TEST, "front", "drive " + sequence, metadata));
    }
    return List.copyOf(all);
  }

  static TaskContract contract(double floor) {
    return new TaskContract(
        TaskKind.SEGMENTATION,
        World.CLASSES,
        List.of(new StreamSpec("image", "image", true, 3)),
        List.of(
            new FieldSpec("night", FieldType.BOOL), new FieldSpec("distance", FieldType.NUMBER)),
        List.of(),
        Rightness.MEAN_IOU,
        LEAST_IOU,
        List.of(
            new MetricRule(Metric.ACCURACY, floor, 0.1),
            new MetricRule(Metric.MEAN_IOU, floor, 0.1),
            new MetricRule(Metric.BOUNDARY_IOU, 0.1, 0.1),
            new MetricRule(Metric.PIXEL_ACCURACY, floor, 0.1)),
        List.of(
            new SliceRule("pixels", null, Metric.MEAN_IOU, 0.3, 0.2),
            new SliceRule("night", "sample.night", Metric.MEAN_IOU, 0.3, 0.2)),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  static boolean isNight(World.Member m) {
    return m.metadata().contains("\"night\": true");
  }

  static double distance(World.Member m) {
    String text = m.metadata().replaceAll(".*\"distance\": ([0-9.]+).*", "$1");
    return Double.parseDouble(text);
  }

  static boolean isPlanted(World.Member m) {
    return isNight(m) && distance(m) >= FAR_METRES;
  }

  /** Whether a model is wrong about a scene; a coin of the scene and the model decides. */
  static boolean fails(int version, World.Member m) {
    double coin = new SplittableRandom(SEED + 1000L * version + m.number()).nextDouble();
    return switch (version) {
      case CHAMPION -> coin < (isPlanted(m) ? 0.9 : 0.05);
      case CANDIDATE -> coin < 0.05;
      case AT_RANDOM -> coin < 0.2;
      default -> false;
    };
  }

  static int[] truth(World.Member m) {
    int[] ids = new int[WIDTH * HEIGHT];
    for (int i = 0; i < ids.length; i++) {
      boolean corner = m.number() % 3 == 0 && i % WIDTH >= 9 && i / WIDTH >= 5;
      ids[i] = corner ? 2 : i % WIDTH < WIDTH / 2 ? 0 : 1;
    }
    return ids;
  }

  static int[] predicted(int version, World.Member m) {
    int[] ids = truth(m);
    for (int i = 0; i < ids.length; i++) {
      boolean mistaken = version != PERFECT && i % WIDTH == WIDTH / 2;
      ids[i] = fails(version, m) || mistaken ? 0 : ids[i];
    }
    return ids;
  }

  static byte[] mask(int version, World.Member m) {
    return "mask of %s by %d".formatted(m.key(), version).getBytes(StandardCharsets.UTF_8);
  }

  static Predictions predictions(int version) {
    ByteArrayOutputStream masks = new ByteArrayOutputStream();
    masks.writeBytes(new byte[512]);
    List<String> rows = new ArrayList<>();
    for (World.Member m : MEMBERS) {
      byte[] mask = mask(version, m);
      rows.add(row(version, m, masks.size(), mask));
      masks.writeBytes(mask);
    }
    return new Predictions(
        TestParquet.of(COLUMNS, rows), masks.toByteArray(), rows.size(), version == WITHOUT_MASKS);
  }

  private static String row(int version, World.Member m, int offset, byte[] mask) {
    SegmentedSample judged =
        COUNTING.judge(
            m.id().toString(),
            String.valueOf(m.group()),
            new LabelMap(HEIGHT, WIDTH, truth(m)),
            new LabelMap(HEIGHT, WIDTH, predicted(version, m)));
    SampleCounts counts = judged.counts();
    List<Integer> hits = version == IMPOSSIBLE ? List.of(1000, 0, 0) : counts.bandHits();
    return "'%s', '%s', '%s', 0.75, %s, %s, %s, %s, %s, %d, %d, '%s'"
        .formatted(
            m.id(),
            m.key(),
            m.group(),
            counts.cells(),
            counts.pixels(),
            counts.bandTruth(),
            counts.bandPredicted(),
            hits,
            offset,
            mask.length,
            Digest.of(mask));
  }
}
