package io.haymaker.agent.run;

import io.haymaker.agent.arm.ApiVersions;
import io.haymaker.agent.arm.ArmClient;
import io.haymaker.agent.arm.ArmTarget;
import io.haymaker.agent.arm.Patience;
import io.haymaker.agent.arm.ResourceTags;
import io.haymaker.agent.environment.AgentSettings;
import io.haymaker.agent.event.EventBus;
import io.haymaker.agent.event.Outbox;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.http.TokenSource;
import io.haymaker.agent.shell.Shell;
import io.haymaker.agent.stop.StopSignal;
import io.haymaker.scenario.BuiltInVariable;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds an agent out of its settings and runs it. */
public final class AgentProcess {

  /** Of the 30 seconds between the platform's signal and its kill, what the clean-up may use. */
  public static final Duration CLEANUP_GRACE = Duration.ofSeconds(22);

  private static final Duration FLUSH_AFTER_STOP = Duration.ofSeconds(5);
  private static final Duration FLUSH = Duration.ofMinutes(2);
  private static final Duration BLOCK_TIMEOUT = Duration.ofMinutes(30);
  private static final int OUTBOX_EVENTS = 2000;

  private final AgentSettings settings;
  private final HttpTransport transport;
  private final Patience patience;
  private final String shellProgram;
  private final StopSignal stop;
  private final PrintStream log;
  private final Clock clock;

  /**
   * @param shellProgram runs the bash blocks, such as {@code bash}
   * @param stop tells the agent to go to its clean-up
   * @param log gets every event as a line
   */
  public AgentProcess(
      AgentSettings settings,
      HttpTransport transport,
      Patience patience,
      String shellProgram,
      StopSignal stop,
      PrintStream log,
      Clock clock) {
    this.settings = settings;
    this.transport = transport;
    this.patience = patience;
    this.shellProgram = shellProgram;
    this.stop = stop;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Runs the scenario to its end and delivers its events as far as the time allows.
   *
   * @throws IOException if the shell's working folder cannot be removed
   * @throws InterruptedException if interrupted while the last events are delivered
   */
  public ExitCode run() throws IOException, InterruptedException {
    TokenSource tokens =
        new TokenSource(transport, settings.endpoints().authority(), settings.identity(), clock);
    EventBus bus = new EventBus(transport, tokens, settings.endpoints().events());
    try (Outbox outbox = new Outbox(bus, OUTBOX_EVENTS, log, clock)) {
      ExitCode code = run(tokens, outbox);
      int unsent = outbox.flush(stop.isRequested() ? FLUSH_AFTER_STOP : FLUSH);
      if (unsent + outbox.lost() > 0) {
        System.err.println(
            unsent + " events were not delivered, " + outbox.lost() + " were given up");
      }
      return code;
    }
  }

  private ExitCode run(TokenSource tokens, Outbox outbox) throws IOException {
    String password = PasswordMaker.make();
    String secret = settings.identity().clientSecret().reveal();
    Redactor redactor = new Redactor(List.of(secret, password));
    Reporter reporter = new Reporter(settings, outbox::publish, redactor, clock);
    Variables variables = new Variables(settings, password, tokens::principalId, clock);
    Ledger ledger = new Ledger();
    URI arm = settings.endpoints().arm();
    ArmClient client = new ArmClient(transport, tokens, arm, patience, stop, clock);
    HttpBlockRunner http =
        new HttpBlockRunner(
            client,
            new ArmTarget(arm),
            new ResourceTags(tags()),
            variables,
            ledger,
            reporter,
            stop,
            clock);
    Sweeper sweeper =
        new Sweeper(
            client,
            new ApiVersions(client, arm, settings.identity().subscriptionId()),
            arm,
            patience.firstWait(),
            ledger,
            reporter,
            stop);
    try (Shell shell =
        new Shell(shellProgram, () -> shellVariables(variables), BLOCK_TIMEOUT, clock)) {
      BashBlockRunner bash = new BashBlockRunner(shell, groupId(), ledger, reporter, redactor);
      return new AgentRun(settings, http, bash, sweeper, ledger, reporter, stop, clock).run();
    }
  }

  private Map<String, String> tags() {
    return Map.of(
        "AzureHayMaker-managed", "true",
        "RunId", settings.runId().toString(),
        "Scenario", settings.document().name().value(),
        "HayMaker-Installation", settings.installationId());
  }

  private String groupId() {
    return "/subscriptions/"
        + settings.identity().subscriptionId()
        + "/resourceGroups/"
        + settings.resourceGroup();
  }

  private static Map<String, String> shellVariables(Variables variables) {
    Map<String, String> all = new HashMap<>();
    for (BuiltInVariable variable : BuiltInVariable.values()) {
      all.put(variable.environmentName(), variables.builtIn(variable));
    }
    return all;
  }
}
