package io.haymaker.core.ownership;

import java.util.Map;
import java.util.Optional;

/** The tag names that carry ownership, and how to read them back. */
public final class OwnerTags {
  public static final String MANAGED = "AzureHayMaker-managed";
  public static final String RUN = "RunId";
  public static final String SCENARIO = "Scenario";
  public static final String INSTALLATION = "HayMaker-Installation";

  private OwnerTags() {}

  /** True when the tags name this installation. Azure compares tag names without case. */
  public static boolean carry(Map<String, String> tags, InstallationId installation) {
    return value(tags, INSTALLATION).filter(installation.value()::equals).isPresent();
  }

  /** True when the tags name this installation and this run. */
  public static boolean carry(Map<String, String> tags, InstallationId installation, RunId run) {
    return carry(tags, installation) && value(tags, RUN).filter(run.toString()::equals).isPresent();
  }

  /** The run that the tags name; empty when they name none, or no run's id. */
  public static Optional<RunId> run(Map<String, String> tags) {
    return value(tags, RUN).flatMap(RunId::parse);
  }

  /** True when the tags name this installation and, where one is given, this run. */
  public static boolean carry(
      Map<String, String> tags, InstallationId installation, Optional<RunId> run) {
    return run.map(one -> carry(tags, installation, one))
        .orElseGet(() -> carry(tags, installation));
  }

  /** The value of a tag whatever the case of its name. */
  public static Optional<String> value(Map<String, String> tags, String name) {
    return tags.entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
