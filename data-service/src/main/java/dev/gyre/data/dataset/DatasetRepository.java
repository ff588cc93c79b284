package dev.gyre.data.dataset;

import dev.gyre.api.data.Dataset;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DatasetRepository {

  private static final String COLUMNS = "select id, name, newest, created from data.dataset ";

  private final JdbcClient jdbc;

  DatasetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if the name is taken. */
  boolean insert(ProjectId project, Dataset dataset) {
    return jdbc.sql(
                """
                insert into data.dataset (id, project_id, name, created)
                values (:id, :project, :name, :created) on conflict (project_id, name) do nothing
                """)
            .param("id", dataset.id().value())
            .param("project", project.value())
            .param("name", dataset.name())
            .param("created", dataset.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Dataset> find(ProjectId project, String name) {
    return jdbc.sql(COLUMNS + "where project_id = :project and name = :name")
        .param("project", project.value())
        .param("name", name)
        .query(DatasetRepository::map)
        .optional();
  }

  /** One commit at a time: the row stays locked to the end of the transaction. */
  Dataset lock(DatasetId id) {
    return jdbc.sql(COLUMNS + "where id = :id for update")
        .param("id", id.value())
        .query(DatasetRepository::map)
        .single();
  }

  void setNewest(DatasetId id, int newest) {
    jdbc.sql("update data.dataset set newest = :newest where id = :id")
        .param("id", id.value())
        .param("newest", newest)
        .update();
  }

  /** By name. */
  List<Dataset> list(ProjectId project, String after, int limit) {
    return jdbc.sql(
            COLUMNS + "where project_id = :project and name > :after order by name limit :limit")
        .param("project", project.value())
        .param("after", after)
        .param("limit", limit)
        .query(DatasetRepository::map)
        .list();
  }

  private static Dataset map(ResultSet row, int number) throws SQLException {
    return new Dataset(
        new DatasetId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getInt("newest"),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
