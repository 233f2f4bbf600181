package io.haymaker.main.place;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.config.ConfigReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works on a cloud: the configured one, or the demo's. */
public final class PlaceArguments {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a file of settings; default the variable HAYMAKER_CONFIG, else none")
  private @Nullable Path file;

  @Option(
      names = "--emulator",
      description = "work in the demo's cloud, which runs on this machine, not the configured one")
  private boolean emulator;

  @Option(
      names = "--installation",
      paramLabel = "ID",
      description =
          "give a new database its old installation's id back, after the old one was lost")
  private @Nullable String installation;

  @Mixin private DataArgument data = new DataArgument();

  /**
   * Reads and checks what the user said; starts nothing.
   *
   * @throws CommandFailure naming the option, or every setting that cannot be used
   */
  public Site site(Clock clock) {
    if (!emulator) {
      var configuration = ConfigReader.read(Optional.ofNullable(file), System.getenv(), clock);
      return new ConfiguredSite(configuration, data.or(configuration.data()), clock, known());
    }
    if (file != null) {
      throw CommandFailure.usage(
          "--config and --emulator exclude each other: the demo's cloud has its own settings");
    }
    return new EmulatedSite(data.or(EmulatedSite.defaultData()), clock, AgentKind.JOB, known());
  }

  private Optional<InstallationId> known() {
    try {
      return Optional.ofNullable(installation).map(InstallationId::new);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--installation: " + e.getMessage());
    }
  }
}
