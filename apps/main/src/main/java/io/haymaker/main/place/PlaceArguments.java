package io.haymaker.main.place;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.config.ConfigReader;
import io.haymaker.main.config.Configuration;
import io.haymaker.main.config.Configured;
import io.haymaker.main.wiring.OwnEngine;
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

  @Mixin private RuntimeArgument runtime = new RuntimeArgument();
  @Mixin private DataArgument data = new DataArgument();

  /**
   * Reads and checks what the user said; starts nothing.
   *
   * @throws CommandFailure naming the option, or every setting that cannot be used
   */
  public Site site(Clock clock) {
    return emulator
        ? emulated(clock)
        : configured(
            ConfigReader.read(Optional.ofNullable(file), runtime.over(System.getenv()), clock),
            clock);
  }

  /**
   * The same, for a command that can do without a cloud where none is configured.
   *
   * @throws CommandFailure as {@link #site} does
   */
  public Ground ground(Clock clock) {
    if (emulator) {
      return emulated(clock);
    }
    return ground(
        ConfigReader.readWhatIs(Optional.ofNullable(file), runtime.over(System.getenv()), clock),
        clock);
  }

  private Ground ground(Configured all, Clock clock) {
    return switch (all) {
      case Configured.WithCloud(var configuration) -> configured(configuration, clock);
      case Configured.Cloudless(var premises) ->
          new CloudlessGround(premises, data.or(premises.data()), clock, known());
    };
  }

  /**
   * The same, for a command that is about queue scalers.
   *
   * @throws CommandFailure as {@link #site} does, and when none is configured
   */
  public Ground scalers(Clock clock) {
    return emulator
        ? emulated(clock)
        : ground(
            ConfigReader.readWithScalers(Optional.ofNullable(file), System.getenv(), clock), clock);
  }

  private Site configured(Configuration configuration, Clock clock) {
    return new ConfiguredSite(
        configuration, data.or(configuration.premises().data()), clock, known());
  }

  private Site emulated(Clock clock) {
    if (file != null) {
      throw CommandFailure.usage(
          "--config and --emulator exclude each other: the demo's cloud has its own settings");
    }
    Path folder = data.or(EmulatedSite.defaultData());
    return runtime.isDocker()
        ? EmulatedSite.onEngine(
            folder, clock, OwnEngine.at(OwnEngine.host(System.getenv())), known())
        : EmulatedSite.onApps(folder, clock, AgentKind.JOB, known());
  }

  private Optional<InstallationId> known() {
    try {
      return Optional.ofNullable(installation).map(InstallationId::new);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--installation: " + e.getMessage());
    }
  }
}
