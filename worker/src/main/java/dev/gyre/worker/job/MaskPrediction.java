package dev.gyre.worker.job;

import dev.gyre.scoring.segmentation.SampleCounts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A predicted class for each pixel, held against the truth.
 *
 * @param confidence mean over pixels of the probability of the predicted class, in [0, 1]
 * @param counts pixels by truth and prediction
 * @param mask where the mask stands
 */
record MaskPrediction(ManifestRow row, double confidence, SampleCounts counts, MaskTar.Place mask)
    implements Prediction {

  static final String COLUMNS =
      """
      {'sample_id': 'VARCHAR', 'key': 'VARCHAR', 'group_key': 'VARCHAR', 'confidence': 'DOUBLE',
       'confusion_cells': 'INTEGER[]', 'confusion_pixels': 'INTEGER[]', 'band_truth': 'INTEGER[]',
       'band_predicted': 'INTEGER[]', 'band_hits': 'INTEGER[]', 'mask_offset': 'BIGINT',
       'mask_size': 'BIGINT', 'mask_digest': 'VARCHAR'}\
      """;

  @Override
  public Map<String, @Nullable Object> toMembers() {
    Map<String, @Nullable Object> members = Prediction.common(row, confidence);
    members.put("confusion_cells", counts.cells());
    members.put("confusion_pixels", counts.pixels());
    members.put("band_truth", counts.bandTruth());
    members.put("band_predicted", counts.bandPredicted());
    members.put("band_hits", counts.bandHits());
    members.put("mask_offset", mask.offset());
    members.put("mask_size", mask.size());
    members.put("mask_digest", mask.digest().hex());
    return members;
  }
}
