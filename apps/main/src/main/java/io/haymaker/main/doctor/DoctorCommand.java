package io.haymaker.main.doctor;

import io.haymaker.azure.event.BusTrust;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.core.validation.ValidationReport;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import io.haymaker.main.config.ConfigReader;
import io.haymaker.main.config.Configuration;
import io.haymaker.main.wiring.Checks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a file of settings; default the variable HAYMAKER_CONFIG, else none")
  private @Nullable Path file;

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    Configuration configuration =
        ConfigReader.read(Optional.ofNullable(file), System.getenv(), clock);
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
