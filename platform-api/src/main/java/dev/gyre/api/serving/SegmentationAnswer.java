package dev.gyre.api.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about the pixels of one moment.
 *
 * @param logId where it is logged; absent with {@link Logging#COUNTED}
 * @param modelVersion that has answered
 * @param confidence mean over the pixels of the probability of their class, in [0, 1]
 * @param classes in the order of the model's outputs
 * @param heightPx of the mask, as the first picture that was sent
 * @param widthPx of the mask
 * @param mask PNG of 8 bits in base64: a pixel's value is its class' place among {@code classes},
 *     from 0; the model's own map, scaled to the picture by nearest neighbour
 * @param segments connected areas of one class (8 neighbours), largest first; at most 200, none
 *     below a two-thousandth of the model's map
 * @param overlay PNG in base64: the first picture with the classes laid over it; absent unless
 *     asked for
 */
public record SegmentationAnswer(
    @Nullable LogId logId,
    int modelVersion,
    double confidence,
    List<String> classes,
    int heightPx,
    int widthPx,
    String mask,
    List<Segment> segments,
    @Nullable String overlay) {

  public SegmentationAnswer {
    classes = List.copyOf(classes);
    segments = List.copyOf(segments);
  }
}
