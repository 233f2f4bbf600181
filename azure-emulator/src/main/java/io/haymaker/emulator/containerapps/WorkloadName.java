package io.haymaker.emulator.containerapps;

import java.util.regex.Pattern;

/** What apps and jobs may be called. */
final class WorkloadName {

  private static final Pattern SHAPE = Pattern.compile("[a-z](?:[a-z0-9]|-(?!-)){0,30}[a-z0-9]");

  private WorkloadName() {}

  /**
   * Checks the name of a new one.
   *
   * @param kind the word for it in the message
   * @throws io.haymaker.emulator.http.Refused (400) if it cannot be called so
   */
  static void check(String kind, String name) {
    if (!SHAPE.matcher(name).matches()) {
      throw AppErrors.invalid(
          "ContainerAppInvalidName",
          "Invalid "
              + kind
              + " name '"
              + name
              + "'. A name must consist of 2 to 32 lower case alphanumeric characters or '-', start with a letter, end"
              + " with an alphanumeric character and cannot have '--'.");
    }
  }
}
