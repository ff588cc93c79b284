package dev.gyre.data.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.TaskContract;
import dev.gyre.data.FakeProjectService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTests {

  private static final TaskContract CONTRACT = FakeProjectService.contract(List.of());

  private static SqlFilter compile(String filter) {
    CelAbstractSyntaxTree tree = Filters.check(filter, CONTRACT);
    List<FactSlot> slots =
        List.of(
            new FactSlot("night", FieldType.BOOL, "b1", true),
            new FactSlot("distance", FieldType.NUMBER, "n1", true),
            new FactSlot("weather", FieldType.TEXT, "t1", false));
    return new SqlWriter(tree, FilterColumns.SAMPLES, CONTRACT.fields(), slots).write();
  }

  @Test
  void bindsEveryValueOfThePerson() {
    SqlFilter filter = compile("sample.distance >= 2 && sample.key == \"x' or true --\"");

    assertThat(filter.condition()).isEqualTo("(f.n1 >= :filter_0 and s.key = :filter_1)");
    assertThat(filter.parameters())
        .containsEntry("filter_0", 2.0)
        .containsEntry("filter_1", "x' or true --");
  }

  @Test
  void makesAnAbsentFieldFalseBeforeItIsNegated() {
    assertThat(compile("sample.night && !(sample.distance < 2 || sample.night)").condition())
        .isEqualTo("(f.b1 and (not (coalesce(f.n1 < :filter_0, false) or coalesce(f.b1, false))))");
  }

  @Test
  void makesAnAbsentFieldFalseBeforeItIsCompared() {
    assertThat(compile("(sample.distance < 2) == sample.night").condition())
        .isEqualTo("coalesce(f.n1 < :filter_0, false) = f.b1");
  }

  @Test
  void readsAFieldThatHasNoReadySlotFromTheMetadata() {
    assertThat(compile("sample.weather == 'fog'").condition())
        .contains("jsonb_typeof(s.metadata -> cast(:filter_0 as text)) = 'string'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample.distnce < 2.0 | 7",
        "sample.night && sample.distance == 'x' | 33",
        "sample.distance | 7",
        "sample.key.matches('a+') | 19",
        "[1].all(x, x > 0) | 8",
        "sample.night && | 16",
        "sample.distance + 1.0 > 2.0 | 17",
        "sample == sample | 1",
      })
  void refusesWithTheColumn(String filter, String column) {
    assertThatThrownBy(() -> compile(filter))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FILTER);
              assertThat(e.args()).as(e.detail()).containsEntry("column", column);
            });
  }
}
