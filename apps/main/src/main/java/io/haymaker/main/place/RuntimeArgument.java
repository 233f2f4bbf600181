package io.haymaker.main.place;

import io.haymaker.main.CommandFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where agents run. */
public final class RuntimeArgument {
  private static final String SETTING = "AGENT_RUNTIME";
  private static final String DOCKER = "docker";

  @Option(
      names = "--runtime",
      paramLabel = "aca|docker",
      description =
          "where agents run: Azure Container Apps, or the Docker engine of this machine; default"
              + " the setting AGENT_RUNTIME, in the demo's cloud aca")
  private @Nullable String runtime;

  /**
   * @throws CommandFailure when it is none
   */
  private Optional<String> given() {
    if (runtime != null && !runtime.equals("aca") && !runtime.equals(DOCKER)) {
      throw CommandFailure.usage("--runtime: neither aca nor docker: " + runtime);
    }
    return Optional.ofNullable(runtime);
  }

  /**
   * Whether Docker was asked for.
   *
   * @throws CommandFailure when it is none
   */
  public boolean isDocker() {
    return given().filter(DOCKER::equals).isPresent();
  }

  /** The environment, with the setting as the option says. */
  Map<String, String> over(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    given().ifPresent(word -> all.put(SETTING, word));
    return all;
  }
}
