package io.haymaker.emulator.servicebus.filter;

import io.haymaker.emulator.servicebus.filter.SqlNode.Constant;
import io.haymaker.emulator.servicebus.filter.SqlNode.Named;
import io.haymaker.emulator.servicebus.filter.SqlNode.OfSystem;
import io.haymaker.emulator.servicebus.filter.SqlNode.Property;
import io.haymaker.emulator.servicebus.filter.SqlNode.Term;
import io.haymaker.emulator.servicebus.filter.SqlNode.UserProperty;
import io.haymaker.emulator.servicebus.filter.SqlToken.Kind;
import io.haymaker.emulator.servicebus.message.SystemProperty;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads what is no composition: constants, properties and functions. */
final class SqlTerms {
  private final SqlWords words;
  private final Supplier<Term> argument;

  /**
   * @param argument reads the argument of a function
   */
  SqlTerms(SqlWords words, Supplier<Term> argument) {
    this.words = words;
    this.argument = argument;
  }

  Term term() {
    SqlToken token = words.next();
    return switch (token.kind()) {
      case STRING -> constant(new SqlValue.Text(token.text()));
      case INTEGER -> constant(whole(token));
      case DECIMAL -> constant(new SqlValue.Decimal(Double.parseDouble(token.text())));
      case WORD ->
          switch (token.text().toUpperCase(Locale.ROOT)) {
            case "TRUE" -> constant(new SqlValue.Flag(true));
            case "FALSE" -> constant(new SqlValue.Flag(false));
            case "NULL" -> constant(SqlValue.none());
            default -> property();
          };
      case NAME -> property();
      case SYMBOL, END -> throw words.refusal("a value is missing");
    };
  }

  private Term constant(SqlValue value) {
    words.skip();
    return new Constant(value);
  }

  private SqlValue whole(SqlToken token) {
    try {
      return new SqlValue.Whole(Long.parseLong(token.text()));
    } catch (NumberFormatException e) {
      throw words.refusal("the number is too large");
    }
  }

  Property property() {
    SqlToken first = words.next();
    boolean isName = first.kind() == Kind.NAME || first.kind() == Kind.WORD;
    if (!isName || SqlWords.isReserved(first)) {
      throw words.refusal("the name of a property is missing");
    }
    words.skip();
    if (first.kind() == Kind.WORD && words.acceptSymbol("(")) {
      return function(first);
    }
    if (!words.acceptSymbol(".")) {
      return new UserProperty(first.text());
    }
    SqlToken name = words.next();
    boolean isKnownScope = first.isWord("sys") || first.isWord("user");
    if (!isKnownScope || (name.kind() != Kind.NAME && name.kind() != Kind.WORD)) {
      throw words.refusal("a scope is sys or user, and a name follows it");
    }
    words.skip();
    return first.isWord("user") ? new UserProperty(name.text()) : ofSystem(name);
  }

  private static Property ofSystem(SqlToken name) {
    return new OfSystem(
        SystemProperty.named(name.text())
            .orElseThrow(
                () ->
                    new FilterRefusal(
                        "there is no system property " + name.shown(), name.position())));
  }

  private Property function(SqlToken name) {
    if (name.isWord("newid")) {
      throw new FilterRefusal("newid() is not part of the emulator's bus", name.position());
    }
    if (!name.isWord("property") && !name.isWord("p")) {
      throw new FilterRefusal("there is no function " + name.shown(), name.position());
    }
    Term argumentOfIt = argument.get();
    words.expectSymbol(")");
    return new Named(argumentOfIt);
  }
}
