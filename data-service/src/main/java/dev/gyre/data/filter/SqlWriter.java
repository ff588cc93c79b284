package dev.gyre.data.filter;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelKind;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a checked filter as SQL. Values of people become parameters, never text. */
final class SqlWriter {

  /** What a sample has beside the contract's fields; wins over a field of the same name. */
  static final Set<String> BUILT_IN = Set.of("key", "group", "class_name");

  private static final Map<String, String> COMPARISONS =
      Map.of("_==_", "=", "_!=_", "<>", "_<_", "<", "_<=_", "<=", "_>_", ">", "_>=_", ">=");

  private final CelAbstractSyntaxTree tree;
  private final FilterColumns columns;
  private final List<FieldSpec> fields;
  private final List<FactSlot> slots;
  private final Map<String, Object> parameters = new HashMap<>();

  SqlWriter(
      CelAbstractSyntaxTree tree,
      FilterColumns columns,
      List<FieldSpec> fields,
      List<FactSlot> slots) {
    this.tree = tree;
    this.columns = columns;
    this.fields = fields;
    this.slots = slots;
  }

  SqlFilter write() {
    return new SqlFilter(passing(tree.getExpr()), parameters);
  }

  /**
   * True where the filter lets a row pass, else false or null: a where clause does not tell them
   * apart, and the database knows how often a bare comparison holds and which index answers it.
   */
  private String passing(CelExpr expr) {
    return switch (expr.getKind()) {
      case SELECT -> expr.select().testOnly() ? condition(expr) : field(expr);
      case CALL -> passing(expr, expr.call());
      case CONSTANT, NOT_SET, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> condition(expr);
    };
  }

  private String passing(CelExpr expr, CelCall call) {
    return switch (call.function()) {
      case "_&&_" -> both(call, "and", this::passing);
      case "_||_" -> both(call, "or", this::passing);
      case "!_" -> condition(expr);
      default -> comparison(expr, call);
    };
  }

  private static String both(CelCall call, String word, Function<CelExpr, String> written) {
    return "(%s %s %s)"
        .formatted(written.apply(call.args().get(0)), word, written.apply(call.args().get(1)));
  }

  /**
   * True or false, never null: an absent field makes its comparison false, and then it is negated.
   */
  private String condition(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> Boolean.toString(expr.constant().booleanValue());
      case SELECT ->
          expr.select().testOnly()
              ? "(" + field(expr) + " is not null)"
              : "coalesce(" + field(expr) + ", false)";
      case CALL -> call(expr, expr.call());
      case NOT_SET, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> throw refuse(expr, unknown(expr));
    };
  }

  private String call(CelExpr expr, CelCall call) {
    return switch (call.function()) {
      case "_&&_" -> both(call, "and", this::condition);
      case "_||_" -> both(call, "or", this::condition);
      case "!_" -> "(not " + condition(call.args().getFirst()) + ")";
      default -> "coalesce(" + comparison(expr, call) + ", false)";
    };
  }

  /** Null where a field is absent. */
  private String comparison(CelExpr expr, CelCall call) {
    List<CelExpr> args = call.args();
    String operator = COMPARISONS.get(call.function());
    if (operator != null) {
      return "%s %s %s".formatted(value(args.get(0)), operator, value(args.get(1)));
    }
    return switch (call.function()) {
      case "@in" -> in(args.get(0), args.get(1));
      case "startsWith" -> text(expr, call, "starts_with(%s, %s)");
      case "endsWith" -> text(expr, call, "right(%1$s, length(%2$s)) = %2$s");
      case "contains" -> text(expr, call, "strpos(%s, %s) > 0");
      default -> throw refuse(expr, unknown(expr));
    };
  }

  private String in(CelExpr element, CelExpr list) {
    if (list.getKind() != ExprKind.Kind.LIST) {
      throw refuse(list, "'in' needs a list of values, such as ['a', 'b']");
    }
    if (list.list().elements().isEmpty()) {
      return "false";
    }
    String values =
        list.list().elements().stream().map(this::value).collect(Collectors.joining(", "));
    return "%s in (%s)".formatted(value(element), values);
  }

  private String text(CelExpr expr, CelCall call, String form) {
    CelExpr target = call.target().orElseThrow(() -> refuse(expr, unknown(expr)));
    String argument = "cast(" + value(call.args().getFirst()) + " as text)";
    return form.formatted(value(target), argument);
  }

  /** An operand; null where a field is absent. */
  private String value(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr, expr.constant());
      case SELECT -> expr.select().testOnly() ? condition(expr) : field(expr);
      case CALL -> {
        if (tree.getTypeOrThrow(expr.id()).kind() != CelKind.BOOL) {
          throw refuse(expr, unknown(expr));
        }
        yield condition(expr);
      }
      case NOT_SET, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> throw refuse(expr, unknown(expr));
    };
  }

  private String constant(CelExpr expr, CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
      case INT64_VALUE -> parameter((double) constant.int64Value());
      case DOUBLE_VALUE -> parameter(constant.doubleValue());
      case STRING_VALUE -> parameter(text(expr, constant.stringValue()));
      default -> throw refuse(expr, "a value of this type has no place in a filter");
    };
  }

  private String text(CelExpr expr, String value) {
    if (value.indexOf('\0') >= 0) {
      throw refuse(expr, "a text with the character NUL matches nothing");
    }
    return value;
  }

  private String field(CelExpr expr) {
    CelSelect select = expr.select();
    if (select.operand().getKind() != ExprKind.Kind.IDENT) {
      throw refuse(expr, "only fields of 'sample' may be read");
    }
    String name = select.field();
    return switch (name) {
      case "key" -> columns.key();
      case "group" -> columns.group();
      case "class_name" -> columns.className();
      default -> fact(name);
    };
  }

  private String fact(String name) {
    FieldType type =
        fields.stream()
            .filter(field -> field.name().equals(name))
            .findFirst()
            .map(FieldSpec::type)
            .orElseThrow(
                () -> new IllegalStateException("Field '%s' passed the check".formatted(name)));
    return slots.stream()
        .filter(slot -> slot.ready() && slot.field().equals(name) && slot.type() == type)
        .findFirst()
        .map(slot -> columns.facts() + "." + slot.column())
        .orElseGet(() -> "(" + fromMetadata(type, name) + ")");
  }

  private String fromMetadata(FieldType type, String field) {
    return FactSlot.fromMetadata(type, columns.metadata(), parameter(field).substring(1));
  }

  private String parameter(Object value) {
    String name = "filter_" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private static String unknown(CelExpr expr) {
    return switch (expr.getKind()) {
      case CALL ->
          "'%s' has no place in a filter; there are && || ! == != < <= > >= in has startsWith endsWith contains"
              .formatted(expr.call().function().replace("_", " ").strip());
      case IDENT -> "'%s' alone says nothing; name a field".formatted(expr.ident().name());
      default -> "this has no place in a filter";
    };
  }

  private PlatformException refuse(CelExpr expr, String why) {
    @Nullable Integer offset = tree.getSource().getPositionsMap().get(expr.id());
    CelSourceLocation place =
        offset == null
            ? CelSourceLocation.NONE
            : tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
    return Filters.refuse(place.getLine(), place.getColumn() + 1, why);
  }
}
