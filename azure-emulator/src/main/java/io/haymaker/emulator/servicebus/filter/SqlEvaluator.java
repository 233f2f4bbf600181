package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.filter.SqlNode.And;
import io.haymaker.emulator.servicebus.filter.SqlNode.Arithmetic;
import io.haymaker.emulator.servicebus.filter.SqlNode.Compare;
import io.haymaker.emulator.servicebus.filter.SqlNode.Comparison;
import io.haymaker.emulator.servicebus.filter.SqlNode.Condition;
import io.haymaker.emulator.servicebus.filter.SqlNode.Constant;
import io.haymaker.emulator.servicebus.filter.SqlNode.Exists;
import io.haymaker.emulator.servicebus.filter.SqlNode.In;
import io.haymaker.emulator.servicebus.filter.SqlNode.IsNull;
import io.haymaker.emulator.servicebus.filter.SqlNode.Like;
import io.haymaker.emulator.servicebus.filter.SqlNode.Named;
import io.haymaker.emulator.servicebus.filter.SqlNode.Negative;
import io.haymaker.emulator.servicebus.filter.SqlNode.Not;
import io.haymaker.emulator.servicebus.filter.SqlNode.OfSystem;
import io.haymaker.emulator.servicebus.filter.SqlNode.Or;
import io.haymaker.emulator.servicebus.filter.SqlNode.Property;
import io.haymaker.emulator.servicebus.filter.SqlNode.Term;
import io.haymaker.emulator.servicebus.filter.SqlNode.UserProperty;
import io.haymaker.emulator.servicebus.filter.SqlValue.Decimal;
import io.haymaker.emulator.servicebus.filter.SqlValue.Null;
import io.haymaker.emulator.servicebus.filter.SqlValue.Text;
import io.haymaker.emulator.servicebus.filter.SqlValue.Unknown;
import io.haymaker.emulator.servicebus.filter.SqlValue.Whole;
import io.haymaker.emulator.servicebus.message.Envelope;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a condition is for one message. What the service would not compute (a text compared
 * with a number, a division by zero) is unknown here, so that it chooses no message.
 */
final class SqlEvaluator {
  private final Envelope message;

  SqlEvaluator(Envelope message) {
    this.message = message;
  }

  Truth truth(Condition condition) {
    return switch (condition) {
      case And(Condition left, Condition right) -> truth(left).and(truth(right));
      case Or(Condition left, Condition right) -> truth(left).or(truth(right));
      case Not(Condition inner) -> truth(inner).not();
      case Compare(Comparison how, Term left, Term right) ->
          compare(how, value(left), value(right));
      case IsNull(Property property) -> {
        SqlValue value = value(property);
        yield Truth.of(value instanceof Null || value instanceof Unknown);
      }
      case Exists(Property property) -> Truth.of(!(value(property) instanceof Unknown));
      case In in -> in(in);
      case Like like -> like(like);
    };
  }

  private Truth in(In in) {
    SqlValue item = value(in.item());
    if (item instanceof Unknown) {
      return Truth.UNKNOWN;
    }
    return Truth.of(in.list().stream().anyMatch(one -> item.isEqual(value(one)) == Truth.TRUE));
  }

  private Truth like(Like like) {
    Optional<SqlValue> escape = like.escape().map(this::value);
    if (value(like.item()) instanceof Text(String text)
        && value(like.pattern()) instanceof Text(String pattern)) {
      if (escape.isEmpty()) {
        return Truth.of(new LikePattern(pattern, Optional.empty()).matches(text));
      }
      if (escape.get() instanceof Text(String character) && character.length() == 1) {
        return Truth.of(new LikePattern(pattern, Optional.of(character.charAt(0))).matches(text));
      }
    }
    return Truth.UNKNOWN;
  }

  private static Truth compare(Comparison how, SqlValue left, SqlValue right) {
    return switch (how) {
      case EQUAL -> left.isEqual(right);
      case NOT_EQUAL -> left.isEqual(right).not();
      case LESS -> less(left, right);
      case MORE -> less(right, left);
      case AT_MOST -> notMore(left, right);
      case AT_LEAST -> notMore(right, left);
    };
  }

  private static Truth notMore(SqlValue left, SqlValue right) {
    Truth less = less(left, right);
    return less == Truth.UNKNOWN ? less : less.or(left.isEqual(right));
  }

  /** Numbers have an order; texts and truths have none, as in C#. */
  private static Truth less(SqlValue left, SqlValue right) {
    if (left instanceof Whole(long mine) && right instanceof Whole(long other)) {
      return Truth.of(mine < other);
    }
    Double mine = left.number();
    Double other = right.number();
    return mine == null || other == null ? Truth.UNKNOWN : Truth.of(mine < other);
  }

  private SqlValue value(Term term) {
    return switch (term) {
      case Constant(SqlValue value) -> value;
      case UserProperty(String name) -> property(name);
      case OfSystem ofSystem ->
          message.property(ofSystem.which()).<SqlValue>map(Text::new).orElse(SqlValue.none());
      case Named(Term name) ->
          value(name) instanceof Text(String text) ? property(text) : SqlValue.unknown();
      case Negative(Term inner) ->
          switch (value(inner)) {
            case Whole(long number) -> new Whole(-number);
            case Decimal(double number) -> new Decimal(-number);
            default -> SqlValue.unknown();
          };
      case Arithmetic(char operator, Term left, Term right) ->
          arithmetic(operator, value(left), value(right));
    };
  }

  private SqlValue property(String name) {
    for (Map.Entry<String, Object> property : message.applicationProperties().entrySet()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return SqlValue.of(property.getValue());
      }
    }
    return SqlValue.unknown();
  }

  private static SqlValue arithmetic(char operator, SqlValue left, SqlValue right) {
    if (left instanceof Whole(long mine) && right instanceof Whole(long other)) {
      return whole(operator, mine, other);
    }
    if (operator == '+'
        && left instanceof Text(String first)
        && right instanceof Text(String second)) {
      return new Text(first + second);
    }
    Double mine = left.number();
    Double other = right.number();
    if (mine == null || other == null) {
      return SqlValue.unknown();
    }
    return new Decimal(
        switch (operator) {
          case '+' -> mine + other;
          case '-' -> mine - other;
          case '*' -> mine * other;
          case '/' -> mine / other;
          default -> mine % other;
        });
  }

  private static SqlValue whole(char operator, long mine, long other) {
    boolean divides = operator == '/' || operator == '%';
    if (divides && other == 0) {
      return SqlValue.unknown();
    }
    return new Whole(
        switch (operator) {
          case '+' -> mine + other;
          case '-' -> mine - other;
          case '*' -> mine * other;
          case '/' -> mine / other;
          default -> mine % other;
        });
  }
}
