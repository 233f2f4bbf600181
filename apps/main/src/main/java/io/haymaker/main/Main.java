package io.haymaker.main;

import io.haymaker.main.audit.AuditCommand;
import io.haymaker.main.cleanup.CleanupCommand;
import io.haymaker.main.config.ConfigCommand;
import io.haymaker.main.demo.DemoCommand;
import io.haymaker.main.doctor.DoctorCommand;
import io.haymaker.main.health.HealthMonitorCommand;
import io.haymaker.main.run.RunCommand;
import io.haymaker.main.scaler.ScalerCommand;
import io.haymaker.main.scenarios.ScenariosCommand;
import io.haymaker.main.schedule.ScheduleCommand;
import io.haymaker.main.stop.StopAllCommand;
import io.haymaker.main.up.UpCommand;
import io.haymaker.main.wiring.PlaneFailure;
import io.haymaker.postgres.DatabaseUnavailableException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program behind {@code ./haymaker}. */
@Command(
    name = "haymaker",
    mixinStandardHelpOptions = true,
    version = "haymaker 0.1.0",
    description = "Runs ephemeral, credentialed containers and proves that nothing is left behind.",
    footer = {
      "",
      "Also: 'haymaker emulator' starts the Azure emulator alone, 'haymaker verify' runs all tests,",
      "'haymaker bench' measures how fast it deletes and what many scenarios cost.",
      "Exit codes: 0 nothing remains, 1 failed, 2 usage, 3 something remains or could not be seen."
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ScheduleCommand.class,
      UpCommand.class,
      HealthMonitorCommand.class,
      ScalerCommand.class,
      AuditCommand.class,
      StopAllCommand.class,
      CleanupCommand.class,
      DoctorCommand.class,
      ConfigCommand.class,
      ScenariosCommand.class
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  Main() {
    // picocli sets the field before it calls anything.
    this.spec = CommandSpec.create();
  }

  public static void main(String[] arguments) {
    int exitCode = run(arguments);
    // Threads of libraries must not keep a finished command alive.
    System.exit(exitCode);
  }

  static int run(String... arguments) {
    CommandLine commands = new CommandLine(new Main());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setParameterExceptionHandler(Main::usage);
    commands.setExecutionExceptionHandler(Main::failed);
    return commands.execute(arguments);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  private static int usage(CommandLine.ParameterException failure, String[] arguments) {
    PrintWriter err = failure.getCommandLine().getErr();
    err.println("haymaker: " + failure.getMessage());
    return ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof PlaneFailure || failure instanceof DatabaseUnavailableException) {
      err.println("haymaker: " + failure.getMessage());
      return ExitCode.FAILED;
    }
    if (failure instanceof CommandFailure known) {
      err.println("haymaker: " + known.getMessage());
      return known.exitCode();
    }
    LoggerFactory.getLogger(Main.class).error("unexpected failure", failure);
    err.println("haymaker: unexpected failure: " + failure + " (the log has the details)");
    return ExitCode.FAILED;
  }
}
