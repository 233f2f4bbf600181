package io.haymaker.main.scenarios;

import io.haymaker.main.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Only its subcommands do something. */
@Command(
    name = "scenarios",
    mixinStandardHelpOptions = true,
    description = "The scenario documents: list them, show one, look for mistakes in all.",
    subcommands = {ListCommand.class, ShowCommand.class, LintCommand.class})
public final class ScenariosCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return ExitCode.USAGE;
  }
}
