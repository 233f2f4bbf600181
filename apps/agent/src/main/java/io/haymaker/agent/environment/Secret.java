package io.haymaker.agent.environment;

/** A text that must not be seen: it prints as stars and is given out only where it is used. */
public final class Secret {

  private final String value;

  /**
   * @throws IllegalArgumentException if it is empty
   */
  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A secret is not empty");
    }
    this.value = value;
  }

  /** The secret itself, for the one call that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
