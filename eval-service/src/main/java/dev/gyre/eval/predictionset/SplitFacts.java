package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.json.ContractJson;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Metadata of the samples of a split, as they were when the dataset version was committed. */
@Component
public class SplitFacts {

  private static final String SELECT =
      """
      select sample_id::varchar, coalesce(metadata::varchar, '{}')
      from read_parquet(%s) where split::varchar = ?
      """;

  private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

  private final ParquetArtifacts parquet;

  SplitFacts(ParquetArtifacts parquet) {
    this.parquet = parquet;
  }

  private record Member(SampleId sample, Map<String, Object> metadata) {}

  /**
   * By sample.
   *
   * @param manifest of a dataset version
   */
  public Map<SampleId, Map<String, Object>> of(Digest manifest, Split split) {
    Map<SampleId, Map<String, Object>> facts = new HashMap<>();
    parquet
        .query(
            manifest,
            SELECT,
            List.of(split.name().toLowerCase(Locale.ROOT)),
            row ->
                new Member(
                    SampleId.valueOf(row.getString(1)),
                    ContractJson.mapper().readValue(row.getString(2), METADATA)))
        .forEach(member -> facts.put(member.sample(), member.metadata()));
    return facts;
  }
}
