package dev.gyre.data.filter;

import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.ProjectId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which typed column holds which field of a project's task contract. Given once and never moved: 8
 * for flags, 16 each for numbers and texts. Fields beyond that are read from the metadata.
 */
@Component
public class FieldSlots {

  private final FieldSlotRepository repository;

  FieldSlots(FieldSlotRepository repository) {
    this.repository = repository;
  }

  /** All slots that were given. */
  public List<FactSlot> of(ProjectId project) {
    return repository.list(project);
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
              repository.insert(project, field, column);
            });
      }
    }
    return taken.size() == known.size() ? known : of(project);
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
