package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class VersionRepository {

  private static final String COLUMNS =
      """
      select v.id, v.dataset_id, d.name, v.number, v.digest, v.contract_number, v.contract_digest,
        v.filter, v.changed, v.by_split::text as by_split, v.by_class::text as by_class, v.manifest,
        v.created, v.created_by
      from data.dataset_version v join data.dataset d on d.id = v.dataset_id
      """;

  private final JdbcClient jdbc;

  VersionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(VersionRow row) {
    DatasetVersion version = row.version();
    jdbc.sql(
            """
            insert into data.dataset_version (id, dataset_id, number, digest, contract_number,
              contract_digest, filter, changed, by_split, by_class, created, created_by)
            values (:id, :dataset, :number, :digest, :contract, :contractDigest, :filter, :changed,
              :bySplit, :byClass, :created, :createdBy)
            """)
        .param("id", version.id().value())
        .param("dataset", row.dataset().value())
        .param("number", row.number())
        .param("digest", version.digest().bytes())
        .param("contract", version.contractNumber())
        .param("contractDigest", version.contractDigest().bytes())
        .param("filter", row.filter())
        .param("changed", row.changed())
        .param("bySplit", Jsonb.write(version.samplesBySplit()))
        .param("byClass", Jsonb.write(version.samplesByClass()))
        .param("created", version.created().atOffset(ZoneOffset.UTC))
        .param("createdBy", version.createdBy())
        .update();
  }

  Optional<VersionRow> find(ProjectId project, String dataset, int number) {
    return jdbc.sql(
            COLUMNS + "where d.project_id = :project and d.name = :dataset and v.number = :number")
        .param("project", project.value())
        .param("dataset", dataset)
        .param("number", number)
        .query(VersionRepository::map)
        .optional();
  }

  Optional<VersionRow> find(DatasetVersionId id) {
    return jdbc.sql(COLUMNS + "where v.id = :id")
        .param("id", id.value())
        .query(VersionRepository::map)
        .optional();
  }

  Optional<VersionRow> findNewest(DatasetId dataset) {
    return jdbc.sql(COLUMNS + "where v.dataset_id = :dataset order by v.number desc limit 1")
        .param("dataset", dataset.value())
        .query(VersionRepository::map)
        .optional();
  }

  /** Newest first. */
  List<VersionRow> list(DatasetId dataset, int before, int limit) {
    return jdbc.sql(
            COLUMNS
                + "where v.dataset_id = :dataset and v.number < :before order by v.number desc limit :limit")
        .param("dataset", dataset.value())
        .param("before", before)
        .param("limit", limit)
        .query(VersionRepository::map)
        .list();
  }

  void setManifest(DatasetVersionId id, Digest manifest) {
    jdbc.sql("update data.dataset_version set manifest = :manifest where id = :id")
        .param("id", id.value())
        .param("manifest", manifest.bytes())
        .update();
  }

  private static VersionRow map(ResultSet row, int number) throws SQLException {
    Map<Split, Integer> bySplit = new EnumMap<>(Split.class);
    counts(row.getString("by_split")).forEach((name, n) -> bySplit.put(Split.valueOf(name), n));
    byte[] manifest = row.getBytes("manifest");
    return new VersionRow(
        new DatasetId(row.getObject("dataset_id", UUID.class)),
        new DatasetVersion(
            new DatasetVersionId(row.getObject("id", UUID.class)),
            new DatasetRef(row.getString("name"), row.getInt("number")),
            Digest.ofHash(row.getBytes("digest")),
            row.getInt("contract_number"),
            Digest.ofHash(row.getBytes("contract_digest")),
            bySplit,
            counts(row.getString("by_class")),
            row.getObject("created", OffsetDateTime.class).toInstant(),
            row.getString("created_by")),
        row.getString("filter"),
        row.getLong("changed"),
        manifest == null ? null : Digest.ofHash(manifest));
  }

  private static Map<String, Integer> counts(String json) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : Jsonb.tree(json).properties()) {
      counts.put(member.getKey(), member.getValue().intValue());
    }
    return counts;
  }
}
