package io.haymaker.core.scaler;

/** Tells the scalers of an installation apart: 1 to 40 letters, digits and inner hyphens. */
public record ScalerName(String value) {
  public ScalerName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a scaler's name has 1 to 40 lower-case letters, digits and inner hyphens, not '%s'"
              .formatted(value));
    }
  }

  /** Whether a text is a name of a scaler. */
  public static boolean isValid(String text) {
    return text.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  }

  @Override
  public String toString() {
    return value;
  }
}
