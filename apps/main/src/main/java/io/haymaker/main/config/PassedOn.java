package io.haymaker.main.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables that a scaler hands to its containers: what begins with INSTANCE_, without it. */
final class PassedOn {
  static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private PassedOn() {}

  /** Whether a name says that its value is handed on. */
  static boolean is(String name) {
    return name.startsWith(ScalerKeys.PASSED_ON)
        && !name.equals(ScalerKeys.SUBSCRIPTION_VARIABLE.name());
  }

  /**
   * By the names that containers know.
   *
   * @param given of which those that are not handed on, and empty ones, are left out
   */
  static Map<String, String> of(Map<String, String> given) {
    var variables = new HashMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (is(name) && !value.isBlank() && inside(name).matches(NAME)) {
            variables.put(inside(name), value.strip());
          }
        });
    return variables;
  }

  /** The names that cannot be any variable's. */
  static List<Problem> problems(Map<String, String> given) {
    var problems = new ArrayList<Problem>();
    for (String name : given.keySet().stream().sorted().toList()) {
      if (is(name) && !inside(name).matches(NAME)) {
        problems.add(
            new Problem(
                name,
                "leaves no name of a variable after " + ScalerKeys.PASSED_ON,
                "write INSTANCE_ and letters, digits and underscores"));
      }
    }
    return problems;
  }

  private static String inside(String name) {
    return name.substring(ScalerKeys.PASSED_ON.length());
  }
}
