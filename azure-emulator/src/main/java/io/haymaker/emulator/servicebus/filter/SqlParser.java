package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.filter.SqlNode.And;
import io.haymaker.emulator.servicebus.filter.SqlNode.Arithmetic;
import io.haymaker.emulator.servicebus.filter.SqlNode.Compare;
import io.haymaker.emulator.servicebus.filter.SqlNode.Comparison;
import io.haymaker.emulator.servicebus.filter.SqlNode.Condition;
import io.haymaker.emulator.servicebus.filter.SqlNode.Exists;
import io.haymaker.emulator.servicebus.filter.SqlNode.In;
import io.haymaker.emulator.servicebus.filter.SqlNode.IsNull;
import io.haymaker.emulator.servicebus.filter.SqlNode.Like;
import io.haymaker.emulator.servicebus.filter.SqlNode.Negative;
import io.haymaker.emulator.servicebus.filter.SqlNode.Not;
import io.haymaker.emulator.servicebus.filter.SqlNode.Or;
import io.haymaker.emulator.servicebus.filter.SqlNode.Property;
import io.haymaker.emulator.servicebus.filter.SqlNode.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the expression of a SQL filter. Parentheses may hold a condition or a term, which only what
 * follows tells; so each step hands on a node, and whoever needs one of the two kinds says so.
 */
final class SqlParser {
  /** More would be a filter to trip the parser, not to choose messages. */
  private static final int DEEPEST = 100;

  private final SqlWords words;
  private final SqlTerms terms;
  private int depth;

  private SqlParser(String expression) {
    this.words = new SqlWords(SqlLexer.tokens(expression));
    this.terms = new SqlTerms(words, () -> term(sum()));
  }

  /**
   * @throws FilterRefusal when it is none
   */
  static Condition parse(String expression) {
    var parser = new SqlParser(expression);
    Condition condition = parser.condition(parser.either());
    parser.words.end();
    return condition;
  }

  private SqlNode either() {
    SqlNode left = both();
    while (words.accept("OR")) {
      left = new Or(condition(left), condition(both()));
    }
    return left;
  }

  private SqlNode both() {
    SqlNode left = negated();
    while (words.accept("AND")) {
      left = new And(condition(left), condition(negated()));
    }
    return left;
  }

  private SqlNode negated() {
    if (!words.accept("NOT")) {
      return comparison();
    }
    deeper();
    var not = new Not(condition(negated()));
    depth--;
    return not;
  }

  private SqlNode comparison() {
    SqlNode left = sum();
    Optional<Comparison> how = Comparison.of(words.next());
    if (how.isPresent()) {
      words.skip();
      return new Compare(how.get(), term(left), term(sum()));
    }
    if (words.accept("IS")) {
      boolean isNot = words.accept("NOT");
      words.expect("NULL");
      if (!(left instanceof Property property)) {
        throw words.refusal("IS NULL is asked of properties only");
      }
      return negatedIf(isNot, new IsNull(property));
    }
    boolean isNot = words.accept("NOT");
    if (words.accept("IN")) {
      return negatedIf(isNot, new In(term(left), list()));
    }
    if (words.accept("LIKE")) {
      Term pattern = term(sum());
      Optional<Term> escape = words.accept("ESCAPE") ? Optional.of(term(sum())) : Optional.empty();
      return negatedIf(isNot, new Like(term(left), pattern, escape));
    }
    if (isNot) {
      throw words.refusal("IN or LIKE is missing");
    }
    return left;
  }

  private List<Term> list() {
    words.expectSymbol("(");
    var items = new ArrayList<Term>();
    do {
      items.add(term(sum()));
    } while (words.acceptSymbol(","));
    words.expectSymbol(")");
    return items;
  }

  private SqlNode sum() {
    SqlNode left = product();
    for (Optional<Character> sign = words.acceptAny("+-");
        sign.isPresent();
        sign = words.acceptAny("+-")) {
      left = new Arithmetic(sign.get(), term(left), term(product()));
    }
    return left;
  }

  private SqlNode product() {
    SqlNode left = signed();
    for (Optional<Character> sign = words.acceptAny("*/%");
        sign.isPresent();
        sign = words.acceptAny("*/%")) {
      left = new Arithmetic(sign.get(), term(left), term(signed()));
    }
    return left;
  }

  private SqlNode signed() {
    Optional<Character> sign = words.acceptAny("+-");
    if (sign.isEmpty()) {
      return primary();
    }
    deeper();
    Term inner = term(signed());
    depth--;
    return sign.get() == '-' ? new Negative(inner) : inner;
  }

  private SqlNode primary() {
    if (words.acceptSymbol("(")) {
      deeper();
      SqlNode inner = either();
      depth--;
      words.expectSymbol(")");
      return inner;
    }
    if (words.accept("EXISTS")) {
      words.expectSymbol("(");
      Property property = terms.property();
      words.expectSymbol(")");
      return new Exists(property);
    }
    return terms.term();
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw words.refusal("the expression is nested too deeply");
    }
  }

  private static Condition negatedIf(boolean isNot, Condition condition) {
    return isNot ? new Not(condition) : condition;
  }

  private Condition condition(SqlNode node) {
    if (node instanceof Condition condition) {
      return condition;
    }
    throw words.refusal("a condition is needed before this, not a value");
  }

  private Term term(SqlNode node) {
    if (node instanceof Term term) {
      return term;
    }
    throw words.refusal("a value is needed before this, not a condition");
  }
}
