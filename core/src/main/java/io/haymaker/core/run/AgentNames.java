package io.haymaker.core.run;

import io.haymaker.core.ownership.Base32;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.scenario.ScenarioName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * The names of what is made for a scenario. A <em>classic</em> name is the one that people know; a
 * <em>derived</em> one is as much of the scenario's name as fits and six characters that make it
 * unique to installation, run and scenario.
 */
public final class AgentNames {
  static final int DISPLAY_NAME_LIMIT = 64;
  static final int SECRET_NAME_LIMIT = 127;
  static final int GROUP_NAME_LIMIT = 90;

  private AgentNames() {}

  /** Six characters, base32 of a hash of installation, run and scenario. */
  public static String unique(InstallationId installation, RunId run, ScenarioName scenario) {
    String all = installation + "/" + run + "/" + scenario.value();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return Base32.encode(hash).substring(0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Lower case, {@code _} to {@code -}, nothing but letters, digits and single inner hyphens. */
  public static String sanitised(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replace('_', '-')
        .replaceAll("[^a-z0-9-]", "")
        .replaceAll("-{2,}", "-")
        .replaceAll("^-|-$", "");
  }

  /**
   * {@code my_scenario_v2} to {@code my-scenario-v2-agent}; may be longer than a platform takes.
   */
  public static String classicContainer(ScenarioName scenario) {
    return sanitised(scenario.value()) + "-agent";
  }

  /**
   * Begins with a letter, as Container Apps wants it.
   *
   * @param limit the runtime's
   */
  public static String derivedContainer(ScenarioName scenario, String unique, int limit) {
    String start = sanitised(scenario.value());
    String lettered = start.isEmpty() || Character.isDigit(start.charAt(0)) ? "s" + start : start;
    return fitted(lettered, "-" + unique + "-agent", limit);
  }

  public static String classicDisplayName(ScenarioName scenario) {
    return "AzureHayMaker-" + scenario.value() + "-admin";
  }

  public static String derivedDisplayName(ScenarioName scenario, String unique) {
    String suffix = "-" + unique + "-admin";
    return "AzureHayMaker-"
        + fitted(
            sanitised(scenario.value()), suffix, DISPLAY_NAME_LIMIT - "AzureHayMaker-".length());
  }

  /** A vault takes letters, digits and hyphens only. */
  public static String classicSecret(ScenarioName scenario) {
    return "scenario-sp-" + scenario.value().replace('_', '-') + "-secret";
  }

  public static String derivedSecret(ScenarioName scenario, String unique) {
    String suffix = "-" + unique + "-secret";
    return "scenario-sp-"
        + fitted(sanitised(scenario.value()), suffix, SECRET_NAME_LIMIT - "scenario-sp-".length());
  }

  /** There is no classic name: a group is always the run's own. */
  public static String group(ScenarioName scenario, String unique) {
    return fitted("hm-" + sanitised(scenario.value()), "-" + unique, GROUP_NAME_LIMIT);
  }

  private static String fitted(String start, String suffix, int limit) {
    int room = limit - suffix.length();
    String cut = start.length() <= room ? start : start.substring(0, room);
    return cut.replaceAll("-+$", "") + suffix;
  }
}
