package dev.gyre.eval.comparison;

import dev.gyre.api.Digest;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ComparisonRepository {

  private static final int BATCH = 5000;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ComparisonRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** False if somebody else was faster with an equal one. */
  boolean insert(ProjectId project, Digest identity, Comparison comparison) {
    return jdbc.sql(
                """
                insert into eval.comparison
                  (id, project_id, identity, champion, candidate, body, created)
                values (:id, :project, :identity, :champion, :candidate, :body, :created)
                on conflict (project_id, identity) do nothing
                """)
            .param("id", comparison.id().value())
            .param("project", project.value())
            .param("identity", identity.bytes())
            .param("champion", comparison.champion().value())
            .param("candidate", comparison.candidate().value())
            .param("body", Jsonb.write(comparison))
            .param("created", comparison.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void insertFlips(ComparisonId comparison, List<Flip> flips) {
    int[][] _ =
        template.batchUpdate(
            """
            insert into eval.flip
              (comparison, key, sample_id, kind, class_name, champion, candidate, champion_iou,
                candidate_iou)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            flips,
            BATCH,
            (row, flip) -> {
              row.setObject(1, comparison.value());
              row.setString(2, flip.key());
              row.setObject(3, flip.sample().value());
              row.setString(4, flip.kind().name());
              row.setString(5, flip.className());
              row.setString(6, flip.champion());
              row.setString(7, flip.candidate());
              row.setObject(8, flip.championIou(), Types.DOUBLE);
              row.setObject(9, flip.candidateIou(), Types.DOUBLE);
            });
  }

  Optional<Comparison> find(ProjectId project, ComparisonId id) {
    return jdbc.sql(
            "select body::text from eval.comparison where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(ComparisonRepository::map)
        .optional();
  }

  Optional<Comparison> find(ProjectId project, Digest identity) {
    return jdbc.sql(
            """
            select body::text from eval.comparison
            where project_id = :project and identity = :identity
            """)
        .param("project", project.value())
        .param("identity", identity.bytes())
        .query(ComparisonRepository::map)
        .optional();
  }

  List<Comparison> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            """
            select body::text from eval.comparison
            where project_id = :project and id < :before order by id desc limit :limit
            """)
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(ComparisonRepository::map)
        .list();
  }

  List<Flip> flips(ComparisonId comparison, @Nullable FlipKind kind, String after, int limit) {
    return jdbc.sql(
            """
            select key, sample_id, kind, class_name, champion, candidate, champion_iou,
              candidate_iou
            from eval.flip
            where comparison = :comparison and key > :after
              and (cast(:kind as text) is null or kind = :kind)
            order by key limit :limit
            """)
        .param("comparison", comparison.value())
        .param("kind", kind == null ? null : kind.name())
        .param("after", after)
        .param("limit", limit)
        .query(ComparisonRepository::flip)
        .list();
  }

  private static Comparison map(ResultSet row, int number) throws SQLException {
    return Jsonb.read(row.getString(1), Comparison.class);
  }

  private static Flip flip(ResultSet row, int number) throws SQLException {
    return new Flip(
        new SampleId(row.getObject("sample_id", UUID.class)),
        row.getString("key"),
        FlipKind.valueOf(row.getString("kind")),
        row.getString("class_name"),
        row.getString("champion"),
        row.getString("candidate"),
        row.getObject("champion_iou", Double.class),
        row.getObject("candidate_iou", Double.class));
  }
}
