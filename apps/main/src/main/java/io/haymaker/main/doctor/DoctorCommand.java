package io.haymaker.main.doctor;

import io.haymaker.azure.event.BusTrust;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.config.ConfigOption;
import io.haymaker.main.config.ConfigReader;
import io.haymaker.main.config.Configuration;
import io.haymaker.main.wiring.Checks;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries the configuration out, as far as that goes without making anything. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks all that a run of the configured size needs, with real calls; makes nothing.",
      "Exit code 1 when a check failed, 2 when the configuration cannot be used."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    Configuration configuration = ConfigReader.read(config.file(), System.getenv(), clock);
    // AMQP takes its trust from nowhere else.
    configuration.caFile().ifPresent(BusTrust::adopt);
    ValidationReport report =
        Checks.look(
            configuration.plane(),
            new Undertaking(
                configuration.runs().size().scenarios(), configuration.runs().duration()),
            clock);
    if (json) {
      System.out.println(Findings.json(report));
    } else {
      Findings.table(report).forEach(System.out::println);
    }
    return report.passed() ? ExitCode.CLEAN : ExitCode.FAILED;
  }
}
