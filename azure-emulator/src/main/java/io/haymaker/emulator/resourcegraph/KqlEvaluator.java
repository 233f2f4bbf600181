package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.resourcegraph.KqlExpression.Function;
import io.haymaker.emulator.resourcegraph.KqlExpression.Step;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The value of an expression for one row. Absent properties are null; a comparison with null is
 * false for {@code ==} and true for {@code !=}, and null where both sides are.
 */
final class KqlEvaluator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KqlEvaluator() {}

  static boolean holds(KqlExpression condition, ObjectNode row) {
    return isTrue(value(condition, row));
  }

  static JsonNode value(KqlExpression expression, ObjectNode row) {
    return switch (expression) {
      case KqlExpression.Literal(var value) -> value;
      case KqlExpression.Column column -> column(column, row);
      case KqlExpression.Call(var function, var argument) -> call(function, value(argument, row));
      case KqlExpression.Comparison(var left, var operator, var right) ->
          compared(operator, value(left, row), value(right, row));
      case KqlExpression.Membership membership -> membership(membership, row);
      case KqlExpression.And(var left, var right) ->
          JSON.booleanNode(isTrue(value(left, row)) && isTrue(value(right, row)));
      case KqlExpression.Or(var left, var right) ->
          JSON.booleanNode(isTrue(value(left, row)) || isTrue(value(right, row)));
    };
  }

  /**
   * Text of a value as {@code tostring()} gives it: empty for null, JSON for what is not a scalar.
   */
  static String text(JsonNode value) {
    if (isNull(value)) {
      return "";
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }

  static boolean isNull(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static boolean isTrue(JsonNode value) {
    return value.isBoolean() && value.booleanValue();
  }

  /** Names are compared with their case: tag names are case-sensitive in this language. */
  private static JsonNode column(KqlExpression.Column column, ObjectNode row) {
    JsonNode value = row.path(column.name());
    for (Step step : column.path()) {
      value =
          switch (step) {
            case Step.Property(String name) -> value.path(name);
            case Step.Element(int index) -> value.path(index);
          };
    }
    return value.isMissingNode() ? JSON.nullNode() : value;
  }

  private static JsonNode call(Function function, JsonNode argument) {
    return switch (function) {
      case TOLOWER -> JSON.stringNode(text(argument).toLowerCase(Locale.ROOT));
      case TOUPPER -> JSON.stringNode(text(argument).toUpperCase(Locale.ROOT));
      case TOSTRING -> JSON.stringNode(text(argument));
      case ISNULL -> JSON.booleanNode(isNull(argument));
      case ISNOTNULL -> JSON.booleanNode(!isNull(argument));
      case ISEMPTY -> JSON.booleanNode(text(argument).isEmpty());
      case ISNOTEMPTY -> JSON.booleanNode(!text(argument).isEmpty());
      case NOT ->
          argument.isBoolean() ? JSON.booleanNode(!argument.booleanValue()) : JSON.nullNode();
    };
  }

  private static JsonNode compared(KqlExpression.Operator operator, JsonNode left, JsonNode right) {
    if (isNull(left) && isNull(right)) {
      return JSON.nullNode();
    }
    return JSON.booleanNode(
        switch (operator) {
          case EQUALS -> same(left, right, false);
          case NOT_EQUALS -> !same(left, right, false);
          case EQUALS_IGNORING_CASE -> same(left, right, true);
          case NOT_EQUALS_IGNORING_CASE -> !same(left, right, true);
          case HAS -> hasTerm(left, right);
          case NOT_HAS -> !hasTerm(left, right);
          case CONTAINS -> lower(left).contains(lower(right));
          case NOT_CONTAINS -> !lower(left).contains(lower(right));
          case STARTS_WITH -> lower(left).startsWith(lower(right));
          case NOT_STARTS_WITH -> !lower(left).startsWith(lower(right));
          case ENDS_WITH -> lower(left).endsWith(lower(right));
          case NOT_ENDS_WITH -> !lower(left).endsWith(lower(right));
        });
  }

  private static JsonNode membership(KqlExpression.Membership membership, ObjectNode row) {
    JsonNode left = value(membership.left(), row);
    boolean found =
        membership.options().stream()
            .anyMatch(option -> same(left, value(option, row), membership.ignoringCase()));
    return JSON.booleanNode(found != membership.negated());
  }

  private static boolean same(JsonNode left, JsonNode right, boolean ignoringCase) {
    if (isNull(left) || isNull(right)) {
      return false;
    }
    if (left.isNumber() && right.isNumber()) {
      return left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    String one = text(left);
    String other = text(right);
    return ignoringCase ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  private static String lower(JsonNode value) {
    return text(value).toLowerCase(Locale.ROOT);
  }

  /** A term is a run of letters and digits; the needle has to stand between two of its ends. */
  private static boolean hasTerm(JsonNode left, JsonNode right) {
    String hay = lower(left);
    String needle = lower(right);
    int at = hay.indexOf(needle);
    while (at >= 0) {
      boolean startsTerm = at == 0 || !Character.isLetterOrDigit(hay.charAt(at - 1));
      int end = at + needle.length();
      boolean endsTerm = end == hay.length() || !Character.isLetterOrDigit(hay.charAt(end));
      if (startsTerm && endsTerm) {
        return true;
      }
      at = hay.indexOf(needle, at + 1);
    }
    return false;
  }
}
