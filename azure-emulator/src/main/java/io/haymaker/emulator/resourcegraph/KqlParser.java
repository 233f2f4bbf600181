package io.haymaker.emulator.resourcegraph;

import io.haymaker.emulator.resourcegraph.KqlExpression.Step;
import io.haymaker.emulator.resourcegraph.KqlStage.Named;
import io.haymaker.emulator.resourcegraph.KqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a whole query: a table and the stages after it. Anything that the subset does not hold is
 * a {@link KqlRefusal} that names it.
 */
final class KqlParser {

  private final KqlCursor cursor;
  private final KqlExpressionParser expressions;
  private int unnamed;

  private KqlParser(String query) {
    this.cursor = new KqlCursor(query);
    this.expressions = new KqlExpressionParser(cursor);
  }

  /** Also checks that every column that the query uses exists where it is used. */
  static KqlQuery parse(String query) {
    KqlQuery parsed = new KqlParser(query).query();
    KqlBinder.check(parsed);
    return parsed;
  }

  private KqlQuery query() {
    KqlQuery.Table table = table();
    var stages = new ArrayList<KqlStage>();
    while (cursor.takeSymbol("|")) {
      stages.add(stage());
    }
    if (cursor.peek().kind() != Kind.END) {
      KqlToken token = cursor.peek();
      throw new KqlRefusal(
          "the operator " + token.shown() + " is not supported here", token.position());
    }
    return new KqlQuery(table, stages);
  }

  private KqlQuery.Table table() {
    KqlToken name = cursor.expect(Kind.NAME, "a table");
    for (KqlQuery.Table table : KqlQuery.Table.values()) {
      if (table.word().equalsIgnoreCase(name.text())) {
        return table;
      }
    }
    throw new KqlRefusal("the table '" + name.text() + "' is not supported", name.position());
  }

  private KqlStage stage() {
    KqlToken first = cursor.expect(Kind.NAME, "an operator");
    String operator = hyphenated(first);
    return switch (operator) {
      case "where" -> new KqlStage.Where(expressions.expression());
      case "project" -> new KqlStage.Project(namedList());
      case "extend" -> new KqlStage.Extend(namedList());
      case "order", "sort" -> orderBy();
      case "take", "limit" -> take();
      case "summarize" -> countBy();
      case "count" -> new KqlStage.Count();
      default ->
          throw new KqlRefusal(
              "the operator '" + operator + "' is not supported", first.position());
    };
  }

  /** Reads {@code project-away} and its like whole, so that the refusal names what was written. */
  private String hyphenated(KqlToken first) {
    var name = new StringBuilder(first.text());
    int end = first.end();
    while (cursor.peek().isSymbol("-")
        && cursor.peek().position() == end
        && cursor.peekSecond().kind() == Kind.NAME) {
      cursor.next();
      KqlToken part = cursor.next();
      name.append('-').append(part.text());
      end = part.end();
    }
    return name.toString();
  }

  private List<Named> namedList() {
    var list = new ArrayList<Named>();
    do {
      list.add(named());
    } while (cursor.takeSymbol(","));
    return list;
  }

  private Named named() {
    if (cursor.peek().kind() == Kind.NAME && cursor.peekSecond().isSymbol("=")) {
      String name = cursor.next().text();
      cursor.next();
      return new Named(name, expressions.expression());
    }
    KqlExpression expression = expressions.expression();
    return new Named(implicitName(expression), expression);
  }

  /**
   * As the real service names them: tags.RunId becomes tags_RunId; what has no name becomes
   * Column1.
   */
  private String implicitName(KqlExpression expression) {
    if (expression instanceof KqlExpression.Call(var _, var argument)) {
      return implicitName(argument);
    }
    if (!(expression instanceof KqlExpression.Column column)) {
      return "Column" + ++unnamed;
    }
    var name = new StringBuilder(column.name());
    for (Step step : column.path()) {
      switch (step) {
        case Step.Property(String property) -> name.append('_').append(property);
        case Step.Element(int index) -> name.append('_').append(index);
      }
    }
    return name.toString();
  }

  private KqlStage orderBy() {
    if (!cursor.takeName("by")) {
      throw cursor.unexpected("expected 'by'");
    }
    var keys = new ArrayList<KqlStage.Key>();
    do {
      KqlExpression expression = expressions.expression();
      boolean ascending = cursor.takeName("asc");
      if (!ascending) {
        cursor.takeName("desc");
      }
      keys.add(new KqlStage.Key(expression, ascending));
    } while (cursor.takeSymbol(","));
    return new KqlStage.OrderBy(keys);
  }

  private KqlStage take() {
    return new KqlStage.Take(
        KqlExpressionParser.wholeNumber(cursor.expect(Kind.NUMBER, "a number of rows")));
  }

  private KqlStage countBy() {
    String name = "count_";
    if (cursor.peek().kind() == Kind.NAME && cursor.peekSecond().isSymbol("=")) {
      name = cursor.next().text();
      cursor.next();
    }
    KqlToken aggregate = cursor.expect(Kind.NAME, "count()");
    if (!aggregate.text().equals("count")) {
      throw new KqlRefusal(
          "the aggregation '" + aggregate.text() + "' is not supported", aggregate.position());
    }
    cursor.expectSymbol("(");
    cursor.expectSymbol(")");
    return new KqlStage.CountBy(name, cursor.takeName("by") ? namedList() : List.of());
  }
}
