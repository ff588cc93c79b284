package dev.gyre.data.filter;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.ProjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which typed column holds which field of a project's task contract. Given once and never moved: 8
 * for flags, 16 each for numbers and texts. Fields beyond that are read from the metadata.
 */
@Repository
public class FieldSlots {

  private final JdbcClient jdbc;

  FieldSlots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All slots that were given. */
  public List<FactSlot> of(ProjectId project) {
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

  /**
   * Gives slots to new fields. The caller's transaction is the only one that makes samples in the
   * project. A slot is ready if there is no sample yet.
   */
  public List<FactSlot> ensure(ProjectId project, List<FieldSpec> fields) {
    List<FactSlot> known = of(project);
    Set<String> taken = new HashSet<>(known.stream().map(FactSlot::column).toList());
    for (FieldSpec field : fields) {
      boolean has =
          known.stream()
              .anyMatch(slot -> slot.field().equals(field.name()) && slot.type() == field.type());
      if (!has) {
        free(field.type(), taken)
            .ifPresent(column -> {
              taken.add(column);
              insert(project, field, column);
            });
      }
    }
    return taken.size() == known.size() ? known : of(project);
  }

  private void insert(ProjectId project, FieldSpec field, String column) {
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

  private static Optional<String> free(FieldType type, Set<String> taken) {
    String letter =
        switch (type) {
          case BOOL -> "b";
          case NUMBER -> "n";
          case TEXT -> "t";
        };
    int count = type == FieldType.BOOL ? 8 : 16;
    for (int i = 1; i <= count; i++) {
      if (!taken.contains(letter + i)) {
        return Optional.of(letter + i);
      }
    }
    return Optional.empty();
  }
}
