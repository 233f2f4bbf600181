package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.resourcegraph.KqlExpression.Function;
import io.haymaker.emulator.resourcegraph.KqlExpression.Operator;
import io.haymaker.emulator.resourcegraph.KqlExpression.Step;
import io.haymaker.emulator.resourcegraph.KqlToken.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Parses values and conditions: {@code or} binds weakest, then {@code and}, then one comparison.
 */
final class KqlExpressionParser {

  /** Deeper than any query of ours; keeps a hostile one from exhausting the stack. */
  private static final int DEEPEST = 100;

  private static final Map<String, Operator> OPERATORS =
      Stream.of(Operator.values()).collect(Collectors.toUnmodifiableMap(Operator::word, o -> o));
  private static final Map<String, Function> FUNCTIONS =
      Stream.of(Function.values()).collect(Collectors.toUnmodifiableMap(Function::word, f -> f));
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final KqlCursor cursor;
  private int depth;

  KqlExpressionParser(KqlCursor cursor) {
    this.cursor = cursor;
  }

  KqlExpression expression() {
    if (++depth > DEEPEST) {
      throw new KqlRefusal("the expression is nested too deeply", cursor.peek().position());
    }
    KqlExpression left = conjunction();
    while (cursor.takeName("or")) {
      left = new KqlExpression.Or(left, conjunction());
    }
    depth--;
    return left;
  }

  private KqlExpression conjunction() {
    KqlExpression left = comparison();
    while (cursor.takeName("and")) {
      left = new KqlExpression.And(left, comparison());
    }
    return left;
  }

  private KqlExpression comparison() {
    KqlExpression left = value();
    KqlToken token = cursor.peek();
    if (token.kind() == Kind.NAME && isMembership(token.text())) {
      cursor.next();
      return membership(left, token.text());
    }
    Operator operator = operatorAt(token);
    if (operator == null) {
      return left;
    }
    cursor.next();
    return new KqlExpression.Comparison(left, operator, value());
  }

  private static boolean isMembership(String word) {
    return word.equals("in") || word.equals("!in") || word.equals("in~") || word.equals("!in~");
  }

  private KqlExpression membership(KqlExpression left, String word) {
    cursor.expectSymbol("(");
    var options = new ArrayList<KqlExpression>();
    do {
      options.add(value());
    } while (cursor.takeSymbol(","));
    cursor.expectSymbol(")");
    return new KqlExpression.Membership(left, options, word.endsWith("~"), word.startsWith("!"));
  }

  private static @Nullable Operator operatorAt(KqlToken token) {
    boolean word = token.kind() == Kind.NAME || token.kind() == Kind.SYMBOL;
    return word ? OPERATORS.get(token.text()) : null;
  }

  private KqlExpression value() {
    KqlToken token = cursor.peek();
    return switch (token.kind()) {
      case STRING -> new KqlExpression.Literal(JSON.stringNode(cursor.next().text()));
      case NUMBER ->
          new KqlExpression.Literal(JSON.numberNode(new BigDecimal(cursor.next().text())));
      case NAME -> named();
      case SYMBOL -> grouped();
      case END -> throw cursor.unexpected("expected a value");
    };
  }

  private KqlExpression grouped() {
    if (cursor.peek().isSymbol("[")) {
      return bracketedColumn();
    }
    if (!cursor.takeSymbol("(")) {
      throw cursor.unexpected("expected a value");
    }
    KqlExpression inner = expression();
    cursor.expectSymbol(")");
    return inner;
  }

  private KqlExpression named() {
    KqlToken name = cursor.next();
    if (name.text().equals("true") || name.text().equals("false")) {
      return new KqlExpression.Literal(JSON.booleanNode(name.text().equals("true")));
    }
    if (cursor.peek().isSymbol("(")) {
      return call(name);
    }
    if (name.text().startsWith("!")) {
      throw new KqlRefusal("the operator '" + name.text() + "' is not supported", name.position());
    }
    return new KqlExpression.Column(name.text(), path(), name.position());
  }

  private KqlExpression call(KqlToken name) {
    Function function = FUNCTIONS.get(name.text());
    if (function == null) {
      throw new KqlRefusal("the function '" + name.text() + "' is not supported", name.position());
    }
    cursor.expectSymbol("(");
    KqlExpression argument = expression();
    cursor.expectSymbol(")");
    return new KqlExpression.Call(function, argument);
  }

  /** {@code ['a name with blanks']} is a column. */
  private KqlExpression bracketedColumn() {
    KqlToken open = cursor.next();
    KqlToken name = cursor.expect(Kind.STRING, "a column name in quotes");
    cursor.expectSymbol("]");
    return new KqlExpression.Column(name.text(), path(), open.position());
  }

  private List<Step> path() {
    var steps = new ArrayList<Step>();
    while (true) {
      if (cursor.takeSymbol(".")) {
        steps.add(new Step.Property(cursor.expect(Kind.NAME, "a property name").text()));
      } else if (cursor.takeSymbol("[")) {
        steps.add(bracketedStep());
        cursor.expectSymbol("]");
      } else {
        return List.copyOf(steps);
      }
    }
  }

  private Step bracketedStep() {
    KqlToken token = cursor.next();
    return switch (token.kind()) {
      case STRING -> new Step.Property(token.text());
      case NUMBER -> new Step.Element(wholeNumber(token));
      case NAME, SYMBOL, END ->
          throw new KqlRefusal(
              "expected a property name in quotes but found " + token.shown(), token.position());
    };
  }

  static int wholeNumber(KqlToken token) {
    try {
      return Integer.parseInt(token.text());
    } catch (NumberFormatException e) {
      throw new KqlRefusal(token.shown() + " is not a whole number in range", token.position());
    }
  }
}
