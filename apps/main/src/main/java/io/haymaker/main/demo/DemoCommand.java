package io.haymaker.main.demo;

import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.main.run.RunArguments;
import io.haymaker.main.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads what the user typed; {@link Demo} does it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "A whole scenario run on this machine: identities, containers, resources, proof.",
      "The cloud is an emulator, the database is embedded; no account is needed.",
      "Agents operate for 60s unless --duration says otherwise; data is kept in ~/.haymaker.",
      "Started again with the same --data after a crash, it continues the same run."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration LENGTH = Duration.ofSeconds(60);

  @Mixin private RunArguments arguments = new RunArguments();

  @Option(
      names = "--leave-behind",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many resources the agents 'forget'; default ${DEFAULT-VALUE}")
  private String leaveBehind = "3";

  @Override
  public Integer call() {
    return new Demo(request()).run();
  }

  private RunRequest request() {
    return arguments.request(
        new RunArguments.Defaults(
            SimulationSize.SMALL,
            LENGTH,
            RunArguments.Defaults.ownScenarios(),
            Path.of(System.getProperty("user.home")).resolve(".haymaker")),
        (int) RunArguments.number("--leave-behind", leaveBehind, 0, 1000));
  }
}
