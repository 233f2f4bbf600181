package io.haymaker.main.scaler;

import io.haymaker.core.scaler.PassReport;
import io.haymaker.core.scaler.ScalerName;
import io.haymaker.core.scaler.ScalerPass;
import io.haymaker.core.scaler.ScalerWorld;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes one pass. */
@Command(
    name = "run-once",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one pass: clears away what has ended, starts a container for each message that is to",
      "have one, removes those whose message has gone. For cron, a timer, or a test; beside a",
      "server that does the same it does no harm.",
      "Exit codes: 0 all went well, 1 something could not be looked at or done."
    })
final class RunOnceCommand implements Callable<Integer> {
  @Mixin private ScalerArguments scalers = new ScalerArguments();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Logging.off();
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Map<ScalerName, PassReport> reports = new LinkedHashMap<>();
    try (OpenScalers open = scalers.open(err::println, clock)) {
      for (ScalerWorld world : open.worlds()) {
        reports.put(world.scaler().name(), new ScalerPass(world).run());
      }
    }
    if (json) {
      out.println(ScalerJson.of(reports));
    } else {
      reports.forEach((name, report) -> PassText.of(name, report).forEach(out::println));
    }
    out.flush();
    return reports.values().stream().allMatch(report -> report.problems().isEmpty())
        ? ExitCode.CLEAN
        : ExitCode.FAILED;
  }
}
