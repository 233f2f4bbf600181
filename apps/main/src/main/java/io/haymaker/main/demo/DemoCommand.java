package io.haymaker.main.demo;

import io.haymaker.azure.runtime.AgentKind;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.place.DataArgument;
import io.haymaker.main.place.EmulatedSite;
import io.haymaker.main.place.RuntimeArgument;
import io.haymaker.main.run.RunArguments;
import io.haymaker.main.run.RunSession;
import io.haymaker.main.wiring.OwnEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A run in the demo's cloud, whose agents leave something behind. */
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
  @Mixin private DataArgument data = new DataArgument();
  @Mixin private RunArguments arguments = new RunArguments();
  @Mixin private RuntimeArgument runtime = new RuntimeArgument();

  @Option(
      names = "--leave-behind",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many resources the agents 'forget'; default ${DEFAULT-VALUE}")
  private String leaveBehind = "3";

  @Option(
      names = "--agent-kind",
      paramLabel = "job|app",
      defaultValue = "job",
      description = "as what agents run: jobs that end, or apps; default ${DEFAULT-VALUE}")
  private String agentKind = "job";

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    EmulatedSite site = site(clock);
    int forgotten = (int) RunArguments.number("--leave-behind", leaveBehind, 0, 1000);
    return RunSession.at(site, arguments.request(site.defaults(), forgotten), clock);
  }

  private EmulatedSite site(Clock clock) {
    Path folder = data.or(EmulatedSite.defaultData());
    AgentKind kind = kind();
    if (!runtime.isDocker()) {
      return EmulatedSite.onApps(folder, clock, kind, Optional.empty());
    }
    if (kind == AgentKind.APP) {
      throw CommandFailure.usage("--agent-kind app and --runtime docker exclude each other");
    }
    OwnEngine engine = OwnEngine.at(OwnEngine.host(System.getenv()));
    return EmulatedSite.onEngine(folder, clock, engine, Optional.empty());
  }

  private AgentKind kind() {
    return switch (agentKind) {
      case "job" -> AgentKind.JOB;
      case "app" -> AgentKind.APP;
      default -> throw CommandFailure.usage("--agent-kind: neither job nor app: " + agentKind);
    };
  }
}
