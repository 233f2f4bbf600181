package io.haymaker.scenario;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a scenario: its file name without {@code .md}, such as {@code
 * compute-01-linux-vm-web-server}.
 *
 * <p>1 to 100 ASCII letters, digits, hyphens and underscores, beginning with a letter or digit: it
 * becomes a tag value, part of names in a cloud and part of URLs, so nothing that needs quoting is
 * let in.
 *
 * @param value the name
 */
public record ScenarioName(String value) implements Comparable<ScenarioName> {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final String EXTENSION = ".md";
  private static final Set<String> NEVER_SCENARIOS = Set.of("SCENARIO_TEMPLATE", "SCALING_PLAN");

  /**
   * @throws IllegalArgumentException if the name breaks the rules above
   */
  public ScenarioName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "A scenario name has 1 to 100 letters, digits, '-' and '_' and begins with a letter or"
              + " digit: '"
              + value
              + "'");
    }
  }

  /** Whether {@code value} keeps the rules of a scenario name. */
  public static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  /**
   * Whether a file of this name is a scenario document: it ends in {@code .md} and is neither the
   * template nor the scaling plan, which live in the same folder but are never run. The rest of the
   * name may still break the rules; {@link ScenarioParser} then says so.
   *
   * @param fileName without folders
   */
  public static boolean isScenarioFile(String fileName) {
    return fileName.endsWith(EXTENSION) && !NEVER_SCENARIOS.contains(stem(fileName));
  }

  /**
   * The scenario that a file of this name holds; empty when it is not one, or breaks the rules.
   *
   * @param fileName without folders
   */
  public static Optional<ScenarioName> ofFile(String fileName) {
    return isScenarioFile(fileName) && isValid(stem(fileName))
        ? Optional.of(new ScenarioName(stem(fileName)))
        : Optional.empty();
  }

  /** The name in snake case, lower-cased: what outside readers know as {@code agent_path}. */
  public String agentPath() {
    return value.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public int compareTo(ScenarioName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String stem(String fileName) {
    return fileName.substring(0, fileName.length() - EXTENSION.length());
  }
}
