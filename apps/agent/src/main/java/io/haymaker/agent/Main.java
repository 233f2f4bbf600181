package io.haymaker.agent;

import io.haymaker.agent.arm.Patience;
import io.haymaker.agent.environment.AgentSettings;
import io.haymaker.agent.environment.EnvironmentReader;
import io.haymaker.agent.http.HttpTransport;
import io.haymaker.agent.run.AgentProcess;
import io.haymaker.agent.run.ExitCode;
import io.haymaker.agent.stop.StopSignal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The process: environment in, exit code out. */
public final class Main {

  private static final long EXIT_SECONDS = 29;

  private Main() {}

  /** Starts the agent; it takes no arguments. */
  public static void main(String[] args) {
    switch (EnvironmentReader.read(System.getenv())) {
      case EnvironmentReader.Result.Unusable unusable -> refuse(unusable.problems());
      case EnvironmentReader.Result.Ready ready -> start(ready.settings());
    }
  }

  private static void start(AgentSettings settings) {
    Optional<AgentSettings.Authorities> authorities = settings.endpoints().authorities();
    HttpTransport transport;
    try {
      transport = new HttpTransport(authorities.map(AgentSettings.Authorities::pem));
    } catch (IOException e) {
      String variable = authorities.map(AgentSettings.Authorities::variable).orElse("");
      refuse(List.of(variable + ": " + e.getMessage()));
      return;
    }
    Clock clock = Clock.systemUTC();
    StopSignal stop = new StopSignal(clock, AgentProcess.CLEANUP_GRACE);
    // Whoever kills us before we know better must assume the worst.
    AtomicInteger code = new AtomicInteger(ExitCode.REMAINS.code());
    CountDownLatch finished = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> finish(stop, finished, code), "shutdown"));
    try {
      AgentProcess process =
          new AgentProcess(settings, transport, Patience.USUAL, "bash", stop, System.out, clock);
      code.set(process.run().code());
      if (settings.staysAtEnd()) {
        stop.await();
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("The agent ended unexpectedly: " + e);
    } finally {
      finished.countDown();
      System.exit(code.get());
    }
  }

  /**
   * Runs when the virtual machine is to end, by the platform's signal or our own exit: waits for
   * the clean-up, then ends with the agent's code instead of the signal's.
   */
  private static void finish(StopSignal stop, CountDownLatch finished, AtomicInteger code) {
    stop.request();
    try {
      if (!finished.await(EXIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The clean-up did not end in time");
      }
    } catch (InterruptedException e) {
      System.err.println("The wait for the clean-up was interrupted");
    }
    System.out.flush();
    Runtime.getRuntime().halt(code.get());
  }

  private static void refuse(List<String> problems) {
    problems.forEach(System.err::println);
    System.exit(ExitCode.ENVIRONMENT.code());
  }
}
