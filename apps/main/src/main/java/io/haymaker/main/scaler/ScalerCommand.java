package io.haymaker.main.scaler;

import io.haymaker.main.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The queue scalers by hand. */
@Command(
    name = "scaler",
    mixinStandardHelpOptions = true,
    description = {
      "The queue scaler: a container for each message that waits in a topic's subscriptions, as",
      "large as the file that the message names. 'haymaker up' keeps it going.",
      "The settings ACI_..., SB_... and PROVISIONING_... say which, where and how; see",
      "docs/scaler.md."
    },
    subcommands = {PlanCommand.class, RunOnceCommand.class, TrialCommand.class})
public final class ScalerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
