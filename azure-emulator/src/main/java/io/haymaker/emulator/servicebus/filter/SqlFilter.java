package io.haymaker.emulator.servicebus.filter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.haymaker.emulator.servicebus.filter.SqlNode.Condition;
import io.haymaker.emulator.servicebus.message.Envelope;

/** A condition in SQL: what is unknown of a message does not choose it. */
public final class SqlFilter implements Filter {
  /** What the default rule of every subscription says. */
  public static final String EVERYTHING = "1=1";

  private static final int LONGEST = 1024;

  private final String expression;
  private final Condition condition;

  /**
   * @throws FilterRefusal when it is no expression
   */
  @JsonCreator
  public SqlFilter(@JsonProperty("expression") String expression) {
    if (expression.length() > LONGEST) {
      throw new FilterRefusal(
          "the expression has %d characters, more than %d".formatted(expression.length(), LONGEST));
    }
    this.expression = expression;
    this.condition = SqlParser.parse(expression);
  }

  @JsonProperty
  public String expression() {
    return expression;
  }

  @Override
  public boolean chooses(Envelope message) {
    return new SqlEvaluator(message).truth(condition) == Truth.TRUE;
  }

  @Override
  public String toString() {
    return expression;
  }
}
