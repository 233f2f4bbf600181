package io.haymaker.emulator.servicebus.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.jspecify.annotations.Nullable;

/** A value of a filter: what is not there and what is null are values of their own. */
sealed interface SqlValue {
  /** Of a property that is not there, or of a computation that has no result. */
  record Unknown() implements SqlValue {}

  record Null() implements SqlValue {}

  record Text(String value) implements SqlValue {}

  record Flag(boolean value) implements SqlValue {}

  record Whole(long value) implements SqlValue {}

  record Decimal(double value) implements SqlValue {}

  /** A time or an id: it equals its like, and nothing else can be said of it. */
  record Other(Object value) implements SqlValue {}

  static SqlValue unknown() {
    return new Unknown();
  }

  static SqlValue none() {
    return new Null();
  }

  /** The value of an application property, by the type in which it was sent. */
  static SqlValue of(@Nullable Object value) {
    return switch (value) {
      case null -> none();
      case String text -> new Text(text);
      case Symbol symbol -> new Text(symbol.toString());
      case Character character -> new Text(character.toString());
      case Boolean flag -> new Flag(flag);
      case Float number -> new Decimal(number);
      case Double number -> new Decimal(number);
      case BigDecimal number -> new Decimal(number.doubleValue());
      case UnsignedLong number -> whole(number.bigIntegerValue());
      case Number number -> new Whole(number.longValue());
      case Date time -> new Other(time);
      case UUID id -> new Other(id);
      default -> unknown();
    };
  }

  private static SqlValue whole(BigInteger number) {
    return number.bitLength() < Long.SIZE
        ? new Whole(number.longValue())
        : new Decimal(number.doubleValue());
  }

  /** As a floating number, if it is one of any kind. */
  default @Nullable Double number() {
    return switch (this) {
      case Whole(long value) -> (double) value;
      case Decimal(double value) -> value;
      case Unknown _, Null _, Text _, Flag _, Other _ -> null;
    };
  }

  /** Whether two are the same; unknown when they are not of one kind. */
  default Truth isEqual(SqlValue other) {
    if (this instanceof Whole(long left) && other instanceof Whole(long right)) {
      return Truth.of(left == right);
    }
    Double mine = number();
    Double theirs = other.number();
    if (mine != null && theirs != null) {
      return Truth.of(mine.doubleValue() == theirs.doubleValue());
    }
    boolean isKnown = !(this instanceof Unknown) && !(this instanceof Null);
    return isKnown && getClass().equals(other.getClass())
        ? Truth.of(Objects.equals(this, other))
        : Truth.UNKNOWN;
  }
}
