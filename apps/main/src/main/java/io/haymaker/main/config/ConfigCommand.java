package io.haymaker.main.config;

import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything about the configuration that can be asked. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "The configuration: what is in force, and what there is to set.",
    subcommands = {ConfigCommand.Check.class, ConfigCommand.Reference.class})
public final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Reads everything, the Key Vault included, and says what came of it. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Shows what is in force and where each value comes from; secrets are redacted.",
        "Exit code 2 when it cannot be used, with all problems at once."
      })
  static final class Check implements Callable<Integer> {
    @Mixin private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "as one JSON object")
    private boolean json;

    @Override
    public Integer call() {
      Logging.off();
      Resolution resolution =
          ConfigReader.resolve(config.file(), System.getenv(), Clock.systemUTC());
      var report = new ConfigReport(resolution);
      if (json) {
        System.out.println(report.json());
      } else {
        report.table().forEach(System.out::println);
      }
      return resolution.problems().isEmpty() ? ExitCode.CLEAN : ExitCode.USAGE;
    }
  }

  /** Prints what docs/configuration.md is. */
  @Command(
      name = "reference",
      mixinStandardHelpOptions = true,
      description = "Prints all settings that there are, as Markdown.")
  static final class Reference implements Callable<Integer> {
    @Override
    public Integer call() {
      System.out.print(ReferencePage.markdown());
      System.out.flush();
      return ExitCode.CLEAN;
    }
  }
}
