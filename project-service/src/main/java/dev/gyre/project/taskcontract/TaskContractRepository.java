package dev.gyre.project.taskcontract;

import dev.gyre.api.Digest;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractId;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.infra.postgres.Jsonb;
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
class TaskContractRepository {

  private static final String COLUMNS =
      "select id, number, digest, contract, created, created_by from project.task_contract ";

  private final JdbcClient jdbc;

  TaskContractRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One writer per project: the next number is free until the transaction ends. */
  void lock(ProjectId project) {
    jdbc.sql("select id from project.project where id = :id for update")
        .param("id", project.value())
        .query(UUID.class)
        .single();
  }

  Optional<TaskContractVersion> findNewest(ProjectId project) {
    return jdbc.sql(COLUMNS + "where project_id = :project order by number desc limit 1")
        .param("project", project.value())
        .query(TaskContractRepository::map)
        .optional();
  }

  Optional<TaskContractVersion> find(ProjectId project, int number) {
    return jdbc.sql(COLUMNS + "where project_id = :project and number = :number")
        .param("project", project.value())
        .param("number", number)
        .query(TaskContractRepository::map)
        .optional();
  }

  List<TaskContractVersion> list(ProjectId project, int beforeNumber, int limit) {
    return jdbc.sql(
            COLUMNS
                + "where project_id = :project and number < :before order by number desc limit :limit")
        .param("project", project.value())
        .param("before", beforeNumber)
        .param("limit", limit)
        .query(TaskContractRepository::map)
        .list();
  }

  void insert(ProjectId project, TaskContractVersion version) {
    jdbc.sql(
            """
            insert into project.task_contract
              (id, project_id, number, digest, contract, created, created_by)
            values (:id, :project, :number, :digest, :contract, :created, :createdBy)
            """)
        .param("id", version.id().value())
        .param("project", project.value())
        .param("number", version.number())
        .param("digest", version.digest().bytes())
        .param("contract", Jsonb.write(version.contract()))
        .param("created", version.created().atOffset(ZoneOffset.UTC))
        .param("createdBy", version.createdBy())
        .update();
  }

  private static TaskContractVersion map(ResultSet row, int number) throws SQLException {
    return new TaskContractVersion(
        new TaskContractId(row.getObject("id", UUID.class)),
        row.getInt("number"),
        Digest.ofHash(row.getBytes("digest")),
        Jsonb.read(row.getString("contract"), TaskContract.class),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"));
  }
}
