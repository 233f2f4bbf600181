package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.http.Refused;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * How many replicas an app has. Rules are checked and kept; nothing that they could look at happens
 * here, so that they never ask for more than the least.
 *
 * @param minimum replicas that are there even when idle; 0 or more
 * @param maximum replicas; 1 or more
 * @param coolDown how long after its start an idle app keeps one replica
 */
record ScaleSpec(int minimum, int maximum, Duration coolDown) {

  private static final int MOST = 1000;
  private static final int STANDARD_MAXIMUM = 10;
  private static final int STANDARD_COOL_DOWN = 300;
  private static final List<String> KINDS = List.of("http", "tcp", "custom", "azureQueue");

  /**
   * Reads a template's scale.
   *
   * @throws Refused (400) naming what is wrong
   */
  static ScaleSpec of(JsonNode scale) {
    int minimum = number(scale, "minReplicas", 0, 0);
    int maximum = number(scale, "maxReplicas", 1, STANDARD_MAXIMUM);
    if (minimum > maximum) {
      throw invalid("minReplicas " + minimum + " is more than maxReplicas " + maximum + ".");
    }
    checkRules(scale.path("rules"));
    return new ScaleSpec(
        minimum,
        maximum,
        Duration.ofSeconds(number(scale, "cooldownPeriod", 1, STANDARD_COOL_DOWN)));
  }

  /** How many replicas there are to be, so long after it was last active. */
  int wanted(Duration idle) {
    return minimum > 0 || idle.compareTo(coolDown) >= 0 ? minimum : 1;
  }

  private static void checkRules(JsonNode rules) {
    Set<String> names = new HashSet<>();
    for (JsonNode rule : rules) {
      String name = Json.string(rule, "name").orElse("");
      if (name.isBlank() || !names.add(name)) {
        throw invalid("A scale rule needs a name of its own, not '" + name + "'.");
      }
      if (KINDS.stream().filter(kind -> rule.path(kind).isObject()).count() != 1) {
        throw invalid("The scale rule '" + name + "' needs exactly one of " + KINDS + ".");
      }
      if (rule.path("custom").isObject()
          && Json.string(rule.path("custom"), "type").filter(type -> !type.isBlank()).isEmpty()) {
        throw invalid("The custom scale rule '" + name + "' needs a type.");
      }
    }
  }

  private static int number(JsonNode scale, String member, int least, int standard) {
    JsonNode value = scale.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return standard;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > MOST) {
      throw invalid(member + " must be from " + least + " to " + MOST + ".");
    }
    return value.intValue();
  }

  private static Refused invalid(String message) {
    return AppErrors.invalid("ContainerAppScaleInvalid", message);
  }
}
