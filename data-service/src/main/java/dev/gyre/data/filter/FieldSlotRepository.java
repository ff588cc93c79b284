package dev.gyre.data.filter;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.ProjectId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FieldSlotRepository {

  private final JdbcClient jdbc;

  FieldSlotRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<FactSlot> list(ProjectId project) {
    return jdbc.sql(
            "select field, type, slot, ready from data.field_slot where project_id = :project order by slot")
        .param("project", project.value())
        .query((row, number) ->
            new FactSlot(
                row.getString("field"),
                FieldType.valueOf(row.getString("type")),
                row.getString("slot"),
                row.getBoolean("ready")))
        .list();
  }

  /** Ready if the project has no sample yet. */
  void insert(ProjectId project, FieldSpec field, String column) {
    jdbc.sql(
            """
            insert into data.field_slot (project_id, field, type, slot, ready)
            values (:project, :field, :type, :slot,
              not exists (select from data.sample where project_id = :project))
            """)
        .param("project", project.value())
        .param("field", field.name())
        .param("type", field.type().name())
        .param("slot", column)
        .update();
  }
}
