package io.haymaker.main.run;

import io.haymaker.azure.event.BusTrust;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Interrupts;
import io.haymaker.main.Logging;
import io.haymaker.main.config.ConfigReader;
import io.haymaker.main.config.Configuration;
import io.haymaker.main.view.RunView;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A run on the configured cloud, with the configured database. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "A whole scenario run on the configured cloud: identities, containers, resources, proof.",
      "What to set is in docs/configuration.md; 'haymaker doctor' tries it out first.",
      "Size, duration and folders are the configuration's unless an option says otherwise.",
      "Started again after a crash, it continues the same run."
    })
public final class RunCommand implements Callable<Integer> {
  @Mixin private RunArguments arguments = new RunArguments();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "a file of settings; default the variable HAYMAKER_CONFIG, else none")
  private @Nullable Path file;

  private final Clock clock = Clock.systemUTC();

  @Override
  public Integer call() {
    // Until the data folder is known nothing has a place to go.
    Logging.off();
    Configuration configuration =
        ConfigReader.read(Optional.ofNullable(file), System.getenv(), clock);
    RunRequest request =
        arguments.request(
            new RunArguments.Defaults(
                configuration.runs().size(),
                configuration.runs().duration(),
                configuration.plane().scenarios(),
                configuration.data()),
            0);
    try (DataFolder folder = DataFolder.take(request.data());
        RunView view = request.view(System.getenv())) {
      Logging.toFile(folder.logs().resolve("haymaker.log"));
      Interrupts interrupts = Interrupts.counted();
      view.say("data in " + folder.path());
      // AMQP takes its trust from nowhere else.
      configuration.caFile().ifPresent(BusTrust::adopt);
      var session = new RunSession(request, view, interrupts, clock);
      return withDatabase(configuration.withScenarios(request.scenarios()), folder, session);
    } catch (DatabaseUnavailableException e) {
      throw CommandFailure.refused(String.valueOf(e.getMessage()));
    }
  }

  private int withDatabase(Configuration configuration, DataFolder folder, RunSession session) {
    if (configuration.database().isPresent()) {
      try (PostgresStore store = PostgresStore.open(configuration.database().get(), clock)) {
        return withStore(configuration, store, session);
      }
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.postgres());
        PostgresStore store = PostgresStore.open(database.address(), clock)) {
      return withStore(configuration, store, session);
    }
  }

  private int withStore(Configuration configuration, PostgresStore store, RunSession session) {
    try (ControlPlane plane = ControlPlane.start(configuration.plane(), store, clock)) {
      return session.follow(plane, Optional::empty);
    }
  }
}
