package dev.gyre.eval.predictionset;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.scoring.segmentation.SampleCounts;
import dev.gyre.scoring.segmentation.SegmentedSample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Pixels of predicted masks, counted by the worker. */
final class MaskRows implements PredictionRows {

  private static final String SELECT =
      """
      select sample_id::varchar, key, group_key, confidence::double, confusion_cells::int[],
        confusion_pixels::int[], band_truth::int[], band_predicted::int[], band_hits::int[]
      from read_parquet(%s) order by key
      """;

  private final int classes;
  private final double leastIou;

  MaskRows(TaskContract contract) {
    this.classes = contract.classes().size();
    this.leastIou = Objects.requireNonNull(contract.leastIou(), "a segmentation has a least IoU");
  }

  @Override
  public String select() {
    return SELECT;
  }

  @Override
  public Predicted read(ResultSet row) throws SQLException {
    String key = row.getString(2);
    SampleId id = SampleId.valueOf(row.getString(1));
    String group = row.getString(3);
    SegmentedSample pixels = pixels(row, id, key, group);
    if (pixels.classes() != classes) {
      throw PredictionRows.unreadable(
          "sample '%s' was counted for %d classes instead of %d"
              .formatted(key, pixels.classes(), classes));
    }
    if (pixels.counted() == 0) {
      throw PredictionRows.unreadable("sample '%s' has no counted pixel".formatted(key));
    }
    double confidence = PredictionRows.share(key, row.getDouble(4));
    return new PredictedMask(id, key, group, confidence, pixels, leastIou);
  }

  private static SegmentedSample pixels(ResultSet row, SampleId id, String key, String group)
      throws SQLException {
    try {
      SampleCounts counts =
          new SampleCounts(list(row, 5), list(row, 6), list(row, 7), list(row, 8), list(row, 9));
      return SegmentedSample.of(
          id.toString(), group == null ? "sample " + id : "group " + group, counts);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw PredictionRows.unreadable("sample '%s': %s".formatted(key, e.getMessage()));
    }
  }

  private static List<Integer> list(ResultSet row, int column) throws SQLException {
    Object[] values = (Object[]) row.getArray(column).getArray();
    return Arrays.stream(values).map(Integer.class::cast).toList();
  }
}
