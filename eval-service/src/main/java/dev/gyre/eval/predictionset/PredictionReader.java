package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.project.TaskContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Reads the Parquet of prediction sets; its columns are told at {@link PredictionSet}. */
@Component
public class PredictionReader {

  private final ParquetArtifacts parquet;

  PredictionReader(ParquetArtifacts parquet) {
    this.parquet = parquet;
  }

  /**
   * All predictions of a ready set, by key.
   *
   * @param contract that says what is right
   * @throws PlatformException with {@code CONTRACT_VIOLATION} and {@code field=classes} if a row
   *     has another class, {@code field=task} if the set has another kind of answers; {@code
   *     UNREADABLE_BODY} if the file is not what it should be
   */
  public List<Predicted> read(PredictionSet set, TaskContract contract) {
    requireTask(set, contract);
    PredictionRows rows =
        switch (set.task()) {
          case CLASSIFICATION -> new ClassRows(contract);
          case SEGMENTATION -> new MaskRows(contract);
        };
    List<Predicted> read =
        parquet.query(
            Objects.requireNonNull(set.artifact(), "a ready prediction set has an artifact"),
            rows.select(),
            List.of(),
            rows::read);
    if (read.size() != set.count()) {
      throw PredictionRows.unreadable(
          "prediction set %s has %d rows instead of %d"
              .formatted(set.id(), read.size(), set.count()));
    }
    return read;
  }

  private static void requireTask(PredictionSet set, TaskContract contract) {
    if (set.task() != contract.task()) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Prediction set %s holds answers of a %s, but the task contract is about a %s"
              .formatted(set.id(), set.task(), contract.task()),
          Map.of("field", "task"));
    }
  }
}
