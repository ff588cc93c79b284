package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.infra.artifactstore.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads single masks out of the archive of a prediction set, by the place that its row names. */
@Component
class PredictedMasks {

  /** Of one mask, in bytes; a mask of 16384 × 16384 pixels of few classes packs into less. */
  private static final long LARGEST = 32L << 20;

  private static final String SELECT =
      """
      select mask_offset::bigint, mask_size::bigint, mask_digest::varchar
      from read_parquet(%s) where sample_id::varchar = ?
      """;

  private final ParquetArtifacts parquet;
  private final ArtifactStore artifacts;

  PredictedMasks(ParquetArtifacts parquet, @Qualifier("evalArtifacts") ArtifactStore artifacts) {
    this.parquet = parquet;
    this.artifacts = artifacts;
  }

  private record Place(long offset, long size, Digest digest) {}

  /**
   * The PNG of a sample.
   *
   * @throws PlatformException as {@link dev.gyre.api.eval.PredictionSetsApi#mask} says; {@code
   *     TOO_LARGE} beyond 32 MiB; {@code DEPENDENCY} if the bytes are not those that were stored
   */
  InputStream mask(PredictionSet set, SampleId sample) {
    Digest rows = set.artifact();
    Digest masks = set.masks();
    if (rows == null || masks == null) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Prediction set %s of a %s is %s and has no masks; ask for one of a ready segmentation"
              .formatted(set.id(), set.task(), set.state()));
    }
    Place place =
        parquet
            .query(
                rows,
                SELECT,
                List.of(sample.toString()),
                row -> new Place(row.getLong(1), row.getLong(2), new Digest(row.getString(3))))
            .stream()
            .findFirst()
            .orElseThrow(() -> PlatformException.notFound("predicted mask of sample", sample));
    return new ByteArrayInputStream(read(masks, place));
  }

  private byte[] read(Digest masks, Place place) {
    if (place.size() > LARGEST) {
      throw new PlatformException(
          ErrorCode.TOO_LARGE,
          "The mask has %d bytes; %d are given out".formatted(place.size(), LARGEST));
    }
    byte[] bytes;
    try (InputStream in = artifacts.open(masks, place.offset(), place.size())) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a mask of artifact " + masks, e);
    }
    if (!Digest.of(bytes).equals(place.digest())) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "A mask of artifact %s is not the one that was stored; predict again".formatted(masks));
    }
    return bytes;
  }
}
