package dev.gyre.data.filter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskContract;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Filters of people: <a href="https://cel.dev">CEL</a> over {@code sample}, type-checked against
 * the task contract and compiled to SQL. {@code sample} has the contract's fields and {@code key},
 * {@code group} and {@code class_name}. A comparison with an absent field is false, and negation
 * applies after that.
 */
@Component
public class Filters {

  private static final int MAX_LENGTH = 10_000;
  private static final String SAMPLE = "Sample";

  private final FieldSlots slots;

  Filters(FieldSlots slots) {
    this.slots = slots;
  }

  /**
   * Checks and compiles a filter.
   *
   * @param filter absent for one that lets all through
   * @throws PlatformException with {@code INVALID_FILTER} and the arguments {@code line} and {@code
   *     column}, both from 1
   */
  public SqlFilter compile(
      @Nullable String filter, TaskContract contract, ProjectId project, FilterColumns columns) {
    if (filter == null || filter.isBlank()) {
      return SqlFilter.ALL;
    }
    CelAbstractSyntaxTree tree = check(filter, contract);
    return new SqlWriter(tree, columns, contract.fields(), slots.of(project)).write();
  }

  /** Checks a filter without a project's data; see {@link #compile}. */
  static CelAbstractSyntaxTree check(String filter, TaskContract contract) {
    if (filter.length() > MAX_LENGTH) {
      throw new PlatformException(
          ErrorCode.INVALID_FILTER,
          "The filter has %d characters; %d are allowed".formatted(filter.length(), MAX_LENGTH));
    }
    try {
      return CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.HAS)
          .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
          .setTypeProvider(new SampleTypes(sampleType(contract)))
          .addVar("sample", StructTypeReference.create(SAMPLE))
          .setResultType(SimpleType.BOOL)
          .build()
          .compile(filter)
          .getAst();
    } catch (CelValidationException e) {
      throw refuse(e);
    }
  }

  private static PlatformException refuse(CelValidationException e) {
    CelIssue first = e.getErrors().getFirst();
    return refuse(
        first.getSourceLocation().getLine(),
        first.getSourceLocation().getColumn() + 1,
        first.getMessage());
  }

  static PlatformException refuse(int line, int column, String why) {
    int shownLine = Math.max(1, line);
    int shownColumn = Math.max(1, column);
    return new PlatformException(
        ErrorCode.INVALID_FILTER,
        "The filter is wrong at line %d, column %d: %s".formatted(shownLine, shownColumn, why),
        Map.of("line", Integer.toString(shownLine), "column", Integer.toString(shownColumn)));
  }

  private static StructType sampleType(TaskContract contract) {
    ImmutableMap.Builder<String, CelType> all = ImmutableMap.builder();
    for (FieldSpec field : contract.fields()) {
      all.put(
          field.name(),
          switch (field.type()) {
            case BOOL -> SimpleType.BOOL;
            case NUMBER -> SimpleType.DOUBLE;
            case TEXT -> SimpleType.STRING;
          });
    }
    SqlWriter.BUILT_IN.forEach(name -> all.put(name, SimpleType.STRING));
    ImmutableMap<String, CelType> fields = all.buildKeepingLast();
    return StructType.create(
        SAMPLE, fields.keySet(), name -> Optional.ofNullable(fields.get(name)));
  }

  private record SampleTypes(StructType sample) implements CelTypeProvider {

    @Override
    public ImmutableList<CelType> types() {
      return ImmutableList.of(sample);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(SAMPLE) ? Optional.of(sample) : Optional.empty();
    }
  }
}
