package io.haymaker.emulator.servicebus.filter;

/** One of the rules of a subscription, which gets what any of them chooses. */
public record Rule(String name, Filter filter) {
  /** The name of the rule that a subscription begins with. */
  public static final String DEFAULT = "$Default";

  /** The rule that a subscription begins with. */
  public static Rule everything() {
    return new Rule(DEFAULT, new SqlFilter(SqlFilter.EVERYTHING));
  }
}
