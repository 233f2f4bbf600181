package io.haymaker.main.health;

import io.haymaker.core.health.HealthSettings;
import io.haymaker.docker.engine.DockerContainerEngine;
import io.haymaker.docker.engine.EngineSettings;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.place.Ground;
import io.haymaker.main.place.PlaceArguments;
import io.haymaker.main.place.Records;
import io.haymaker.main.wiring.EngineDoor;
import io.haymaker.main.wiring.HealthKeeper;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Samples health without serving anything. */
@Command(
    name = "health-monitor",
    mixinStandardHelpOptions = true,
    description = {
      "Samples the health of managed containers, as 'haymaker up' does, and nothing else: for a",
      "server that should not. Of all that run on one database one samples at a time, and another",
      "takes over when it ends. Ctrl-C ends it."
    })
public final class HealthMonitorCommand implements Callable<Integer> {
  private static final Duration GLANCE = Duration.ofSeconds(1);

  @Mixin private PlaceArguments place = new PlaceArguments();

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    // Until the data folder is known nothing has a place to go.
    Logging.off();
    Ground ground = place.ground(clock);
    HealthSettings settings = ground.managed().health();
    Interrupts interrupts = Interrupts.counted();
    try (Records records = ground.records(line -> System.out.println(line));
        EngineDoor door = EngineDoor.open(System.getenv());
        HealthKeeper _ =
            HealthKeeper.start(
                records.store(),
                new DockerContainerEngine(
                    door.engine(), new EngineSettings(records.store().installation().id()), clock),
                settings,
                clock)) {
      System.out.printf("sampling every %d s%n", settings.interval().toSeconds());
      while (interrupts.await(0, GLANCE) == 0) {
        // Nothing ends it but the user.
      }
      return ExitCode.CLEAN;
    }
  }
}
