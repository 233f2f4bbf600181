package io.haymaker.core.schedule;

import java.util.regex.Pattern;

/** What people call a schedule: lower-case letters, digits and hyphens, 40 at most. */
public record ScheduleName(String value) implements Comparable<ScheduleName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /**
   * @throws IllegalArgumentException when it is none
   */
  public ScheduleName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("no name of a schedule: " + value);
    }
  }

  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(ScheduleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
