package io.haymaker.core.outcome;

/**
 * Why something did not go as asked, in the words of whoever refused it.
 *
 * @param code short and stable, e.g. the service's error code; compared without regard to case
 * @param message for people; never holds a secret
 */
public record Problem(String code, String message) {
  public Problem {
    if (code.isBlank()) {
      throw new IllegalArgumentException("code is empty");
    }
  }

  /** True when the code is this one, whatever its case (Azure's codes are case-insensitive). */
  public boolean is(String otherCode) {
    return code.equalsIgnoreCase(otherCode);
  }

  /** The same problem, its message beginning with the step that it befell. */
  public Problem at(String step) {
    return new Problem(code, step + ": " + message);
  }

  @Override
  public String toString() {
    return message.isBlank() ? code : code + ": " + message;
  }
}
