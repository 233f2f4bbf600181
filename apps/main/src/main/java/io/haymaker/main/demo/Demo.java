package io.haymaker.main.demo;

import io.haymaker.main.CommandFailure;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.run.DataFolder;
import io.haymaker.main.run.RunRequest;
import io.haymaker.main.run.RunSession;
import io.haymaker.main.view.RunView;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.time.Clock;
import java.util.Optional;

/**
 * A whole run on this machine. What it starts it ends: nothing of it is left running, however it
 * goes, unless it is killed; then the next one finds it.
 */
final class Demo {
  private final RunRequest request;
  private final Clock clock;

  Demo(RunRequest request) {
    this.request = request;
    this.clock = Clock.systemUTC();
  }

  int run() {
    try (DataFolder folder = DataFolder.take(request.data());
        RunView view = request.view(System.getenv())) {
      Logging.toFile(folder.logs().resolve("haymaker.log"));
      Interrupts interrupts = Interrupts.counted();
      view.say("data in " + folder.path());
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.postgres());
          PostgresStore store = PostgresStore.open(database.address(), clock)) {
        return withCloud(folder, store, view, interrupts);
      } catch (DatabaseUnavailableException e) {
        throw CommandFailure.refused(String.valueOf(e.getMessage()));
      }
    }
  }

  private int withCloud(
      DataFolder folder, PostgresStore store, RunView view, Interrupts interrupts) {
    Programs programs = Programs.ofThisInstallation();
    EmulatorProcess emulator =
        EmulatorProcess.startOrFind(
            folder.emulator(),
            programs,
            AgentImage.REFERENCE,
            AgentImage.write(folder.path().resolve("agent"), programs));
    try {
      view.say(
          (emulator.wasFound() ? "found the emulator at " : "emulator at ")
              + emulator.endpoints().armEndpoint());
      PlaneSettings settings =
          new DemoCloud(emulator.endpoints(), clock).withQuotaForAll().prepare(request.scenarios());
      try (ControlPlane plane = ControlPlane.start(settings, store, clock)) {
        return new RunSession(request, view, interrupts, clock)
            .follow(
                plane,
                () ->
                    emulator.isAlive() ? Optional.empty() : Optional.of("the emulator has ended"));
      }
    } finally {
      emulator.stop();
    }
  }
}
