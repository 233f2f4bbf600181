package io.haymaker.emulator.resourcegraph;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What can stand where the language wants a value. */
sealed interface KqlExpression {

  /** A string, a number, {@code true} or {@code false}. */
  record Literal(JsonNode value) implements KqlExpression {}

  /**
   * A column, or a property inside one: {@code tags['RunId']} has the column tags and the path
   * [RunId].
   */
  record Column(String name, List<Step> path, int position) implements KqlExpression {
    public Column {
      path = List.copyOf(path);
    }
  }

  /** One step into a dynamic value. */
  sealed interface Step {
    record Property(String name) implements Step {}

    record Element(int index) implements Step {}
  }

  record Call(Function function, KqlExpression argument) implements KqlExpression {}

  record Comparison(KqlExpression left, Operator operator, KqlExpression right)
      implements KqlExpression {}

  record Membership(
      KqlExpression left, List<KqlExpression> options, boolean ignoringCase, boolean negated)
      implements KqlExpression {
    public Membership {
      options = List.copyOf(options);
    }
  }

  record And(KqlExpression left, KqlExpression right) implements KqlExpression {}

  record Or(KqlExpression left, KqlExpression right) implements KqlExpression {}

  enum Function {
    TOLOWER("tolower"),
    TOUPPER("toupper"),
    TOSTRING("tostring"),
    ISNULL("isnull"),
    ISNOTNULL("isnotnull"),
    ISEMPTY("isempty"),
    ISNOTEMPTY("isnotempty"),
    NOT("not");

    private final String word;

    Function(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  enum Operator {
    EQUALS("=="),
    NOT_EQUALS("!="),
    EQUALS_IGNORING_CASE("=~"),
    NOT_EQUALS_IGNORING_CASE("!~"),
    HAS("has"),
    NOT_HAS("!has"),
    CONTAINS("contains"),
    NOT_CONTAINS("!contains"),
    STARTS_WITH("startswith"),
    NOT_STARTS_WITH("!startswith"),
    ENDS_WITH("endswith"),
    NOT_ENDS_WITH("!endswith");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
