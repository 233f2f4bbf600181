package io.haymaker.main.scaler;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Logging;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what a pass would do. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says for each message what a pass would do with it now, and why; changes nothing.",
      "Exit codes: 0 all was seen, 1 something could not be looked at."
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private ScalerArguments scalers = new ScalerArguments();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      defaultValue = "500",
      description =
          "of how many messages without a container it tells, for each scaler; default"
              + " ${DEFAULT-VALUE}")
  private int most = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Logging.off();
    if (most < 0) {
      throw CommandFailure.usage("--most: must be 0 or more, is " + most);
    }
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<PlannedScaler> plans;
    try (OpenScalers open = scalers.open(err::println, clock)) {
      plans = open.houses().stream().map(house -> PlannedScaler.of(house, most)).toList();
    }
    if (json) {
      out.println(ScalerJson.of(plans));
    } else {
      plans.forEach(plan -> PlanTable.of(plan).forEach(out::println));
    }
    out.flush();
    return plans.stream().allMatch(PlannedScaler::isSeen) ? ExitCode.CLEAN : ExitCode.FAILED;
  }
}
