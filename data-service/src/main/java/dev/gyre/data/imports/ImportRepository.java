package dev.gyre.data.imports;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ImportRepository {

  private static final String COLUMNS =
      """
      select id, job_id, format, state, inputs, imported, duplicates, rejected, created
      from data.import
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ImportRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /**
   * A reject with its place.
   *
   * @param ord of the input in the archive: the same in every attempt
   */
  record PlacedReject(int ord, Reject reject) {}

  void insert(ProjectId project, Import started, Digest archive, String createdBy) {
    jdbc.sql(
            """
            insert into data.import (id, project_id, job_id, format, archive, state, created, created_by)
            values (:id, :project, :job, :format, :archive, :state, :created, :createdBy)
            """)
        .param("id", started.id().value())
        .param("project", project.value())
        .param("job", started.job().value())
        .param("format", started.format())
        .param("archive", archive.bytes())
        .param("state", started.state().name())
        .param("created", started.created().atOffset(ZoneOffset.UTC))
        .param("createdBy", createdBy)
        .update();
  }

  /** Adds rejects; those of an earlier attempt are there already. */
  void addRejects(ImportId id, List<PlacedReject> rejects) {
    template.batchUpdate(
        """
        insert into data.import_reject (import_id, ord, item, reason, detail)
        values (?, ?, ?, ?, ?) on conflict do nothing
        """,
        rejects.stream()
            .map(placed ->
                new Object[] {
                  id.value(),
                  placed.ord(),
                  placed.reject().item(),
                  placed.reject().reason(),
                  placed.reject().detail()
                })
            .toList());
  }

  /** An import that has ended stays as it is, whatever a lapsed attempt still writes. */
  void update(ImportId id, ImportState state, ImportCounts counts) {
    jdbc.sql(
            """
            update data.import set state = :state, inputs = :inputs, imported = :imported,
              duplicates = :duplicates, rejected = :rejected
            where id = :id and state = 'RUNNING'
            """)
        .param("id", id.value())
        .param("state", state.name())
        .param("inputs", counts.inputs())
        .param("imported", counts.imported())
        .param("duplicates", counts.duplicates())
        .param("rejected", counts.rejected())
        .update();
  }

  void fail(ImportId id) {
    jdbc.sql("update data.import set state = 'FAILED' where id = :id")
        .param("id", id.value())
        .update();
  }

  Optional<Import> find(ProjectId project, ImportId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(ImportRepository::map)
        .optional();
  }

  /** Newest first. */
  List<Import> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(ImportRepository::map)
        .list();
  }

  List<PlacedReject> rejects(ImportId id, int after, int limit) {
    return jdbc.sql(
            """
            select ord, item, reason, detail from data.import_reject
            where import_id = :id and ord > :after order by ord limit :limit
            """)
        .param("id", id.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, number) ->
            new PlacedReject(
                row.getInt("ord"),
                new Reject(
                    row.getString("item"), row.getString("reason"), row.getString("detail"))))
        .list();
  }

  private static Import map(ResultSet row, int number) throws SQLException {
    return new Import(
        new ImportId(row.getObject("id", UUID.class)),
        new JobId(row.getObject("job_id", UUID.class)),
        row.getString("format"),
        ImportState.valueOf(row.getString("state")),
        row.getInt("inputs"),
        row.getInt("imported"),
        row.getInt("duplicates"),
        row.getInt("rejected"),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
