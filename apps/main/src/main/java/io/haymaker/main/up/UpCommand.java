package io.haymaker.main.up;

import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.access.KeyText;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.place.Ground;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.run.RunArguments;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.server.HttpServer;
import io.haymaker.server.ServerSettings;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the HTTP API, keeps to the schedules, and drives the runs that come of both. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the server: the HTTP API, the schedules, the control plane that does the work, and",
      "managed containers on the Docker engine that DOCKER_HOST names.",
      "Without a configured cloud it serves without runs.",
      "On its first start it shows the first administrator's key, once; HAYMAKER_ADMIN_KEY presets",
      "it. Ctrl-C stops the server; unfinished runs go on at its next start."
    })
public final class UpCommand implements Callable<Integer> {
  /** Names the first administrator's key. */
  private static final String ADMIN_KEY = "HAYMAKER_ADMIN_KEY";

  private static final int LAST_PORT = 65_535;
  private static final Duration GLANCE = Duration.ofSeconds(1);

  @Mixin private PlaceArguments place = new PlaceArguments();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "where to listen; default ${DEFAULT-VALUE}, 0 for any that is free")
  private String port = "8000";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "the address to listen on; default ${DEFAULT-VALUE}")
  private String bind = "127.0.0.1";

  @Option(
      names = "--no-auth",
      description = "no keys; refused unless it listens on a loopback address")
  private boolean open;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    // Until the data folder is known nothing has a place to go.
    Logging.off();
    var settings =
        new ServerSettings(bind, (int) RunArguments.number("--port", port, 0, LAST_PORT), !open);
    checkAddress();
    Optional<KeyText> preset = preset(System.getenv());
    Ground ground = place.ground(clock);
    Interrupts interrupts = Interrupts.counted();
    try (Telemetry telemetry = Telemetry.start(ground.telemetry());
        ServerParts parts =
            ServerParts.start(ground, telemetry, line -> System.out.println(line), clock);
        HttpServer server = serve(settings, ground, parts, telemetry, preset)) {
      System.out.printf("listening at http://%s:%d%n", bind, server.port());
      int seen = 0;
      while (seen == 0 && parts.lost().isEmpty()) {
        seen = interrupts.await(0, GLANCE);
      }
      parts
          .lost()
          .ifPresent(
              what -> {
                throw CommandFailure.refused(what + "; start this again to go on");
              });
      System.out.println("stopping; unfinished runs go on at the next start");
      return ExitCode.CLEAN;
    }
  }

  private HttpServer serve(
      ServerSettings settings,
      Ground ground,
      ServerParts parts,
      Telemetry telemetry,
      Optional<KeyText> preset) {
    PostgresStore store = parts.store();
    store.beImpatient();
    var keys =
        new ApiKeys(
            store.transactions(), store.apiKeys(), ground.environment(), new SecureRandom(), clock);
    if (settings.authenticated()) {
      keys.ensureAdministrator(preset)
          .ifPresent(
              key ->
                  System.out.println(
                      "the first administrator's key, shown only now: " + key.reveal()));
    }
    var world =
        new ServerWorld(
            keys,
            parts.health(),
            parts.measures(),
            parts.runs().map(RunsPart::served),
            Optional.of(parts.containers().served()),
            store.endpoints(),
            parts.scalers().desk());
    try {
      return HttpServer.start(settings, world, telemetry);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused("--port: " + e.getMessage());
    }
  }

  private void checkAddress() {
    try {
      InetAddress address = InetAddress.getByName(bind);
      if (open && !address.isLoopbackAddress()) {
        throw CommandFailure.usage(
            "--no-auth: refused, because %s can be reached from other machines".formatted(bind));
      }
    } catch (UnknownHostException e) {
      throw CommandFailure.usage("--bind: '%s' is no address of this machine".formatted(bind));
    }
  }

  /**
   * The first administrator's key, where the environment names it.
   *
   * @throws CommandFailure when it is none; its text is not repeated
   */
  static Optional<KeyText> preset(Map<String, String> environment) {
    try {
      return Optional.ofNullable(environment.get(ADMIN_KEY))
          .filter(text -> !text.isBlank())
          .map(String::strip)
          .map(KeyText::of);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("%s: %s".formatted(ADMIN_KEY, e.getMessage()));
    }
  }
}
