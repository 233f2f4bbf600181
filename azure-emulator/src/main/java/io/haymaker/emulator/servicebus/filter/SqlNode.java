package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.message.SystemProperty;
import java.util.List;
import java.util.Optional;

/** A part of a filter expression as it was understood. */
sealed interface SqlNode {

  /** What is true, false or unknown. */
  sealed interface Condition extends SqlNode {}

  record And(Condition left, Condition right) implements Condition {}

  record Or(Condition left, Condition right) implements Condition {}

  record Not(Condition inner) implements Condition {}

  record Compare(Comparison how, Term left, Term right) implements Condition {}

  record IsNull(Property property) implements Condition {}

  record Exists(Property property) implements Condition {}

  record In(Term item, List<Term> list) implements Condition {
    public In {
      list = List.copyOf(list);
    }
  }

  record Like(Term item, Term pattern, Optional<Term> escape) implements Condition {}

  /** What has a value. */
  sealed interface Term extends SqlNode {}

  record Constant(SqlValue value) implements Term {}

  record Arithmetic(char operator, Term left, Term right) implements Term {}

  record Negative(Term inner) implements Term {}

  /** What can be asked for by name. */
  sealed interface Property extends Term {}

  record UserProperty(String name) implements Property {}

  record OfSystem(SystemProperty which) implements Property {}

  /** A property whose name is computed. */
  record Named(Term name) implements Property {}

  /** The ways to compare. */
  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    static Optional<Comparison> of(SqlToken token) {
      for (Comparison one : values()) {
        if (token.isSymbol(one.symbol)) {
          return Optional.of(one);
        }
      }
      return token.isSymbol("!=") ? Optional.of(NOT_EQUAL) : Optional.empty();
    }
  }
}
