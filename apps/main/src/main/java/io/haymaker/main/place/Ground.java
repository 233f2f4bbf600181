package io.haymaker.main.place;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.LogSettings;
import io.haymaker.main.Logging;
import io.haymaker.main.config.ManagedSettings;
import io.haymaker.main.wiring.ScalerSettings;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import io.haymaker.server.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A data folder and a database that are known and not entered yet: nothing is started. */
public abstract sealed class Ground permits Site, CloudlessGround {
  /** A database that is just starting or stopping decides within this time. */
  private static final Duration UNDECIDED = Duration.ofSeconds(30);

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Path data;
  private final Clock clock;
  private final Optional<InstallationId> known;

  /**
   * @param known the installation's id where the user gives it back
   */
  Ground(Path data, Clock clock, Optional<InstallationId> known) {
    this.data = data;
    this.clock = clock;
    this.known = known;
  }

  /** Stands in the text of API keys, so that one can see where they are for. */
  public abstract String environment();

  /**
   * What there is to say of managed containers.
   *
   * @throws CommandFailure when a setting about them cannot be used
   */
  public abstract ManagedSettings managed();

  /**
   * Where traces and metrics are sent to; empty = nowhere.
   *
   * @throws CommandFailure when a setting about that cannot be used
   */
  public abstract Optional<TelemetrySettings> telemetry();

  /**
   * The queue scalers; none where none is configured. Of the demo's cloud they are known only while
   * it is up.
   *
   * @throws CommandFailure when a setting about them cannot be used
   */
  public abstract List<ScalerSettings> scalers();

  /**
   * Where the log goes.
   *
   * @throws CommandFailure when the setting that says so cannot be used
   */
  abstract LogSettings logs();

  /** The PostgreSQL that was named; empty for the embedded one of the data folder. */
  abstract Optional<DatabaseAddress> namedDatabase();

  /**
   * Tells one cloud from another, for a database that must not be taken from one to the other;
   * empty where no cloud is worked with.
   */
  abstract Optional<String> cloudName();

  Path data() {
    return data;
  }

  Clock clock() {
    return clock;
  }

  /**
   * Takes the data folder for this process, with its database up.
   *
   * @param news gets lines for the user
   * @throws CommandFailure when another process has the data folder, or the database cannot be used
   */
  public Records take(Consumer<String> news) {
    return taken(news, Records::new);
  }

  /**
   * Enters the database alone, whoever else is there: without the data folder when another process
   * has it, by that process's database. No cloud is reached for.
   *
   * @param news gets lines for the user
   * @throws CommandFailure as {@link #take} does, and when the other process has no database up
   *     within half a minute
   */
  public Records records(Consumer<String> news) {
    return found(news, Records::new);
  }

  /** What is made of an open database. */
  interface Furnishing<T> {
    T with(PostgresStore store, boolean beside, Parts parts);
  }

  final <T> T taken(Consumer<String> news, Furnishing<T> furnishing) {
    return enter(DataFolder.take(data), news, furnishing);
  }

  final <T> T found(Consumer<String> news, Furnishing<T> furnishing) {
    Pauser pauser = Pauser.system();
    for (Duration left = UNDECIDED; ; left = left.minus(GLANCE)) {
      Optional<DataFolder> folder = DataFolder.tryTake(data);
      if (folder.isPresent()) {
        return enter(folder.get(), news, furnishing);
      }
      Optional<DatabaseAddress> database =
          namedDatabase().or(() -> EmbeddedDatabase.running(DataFolder.postgres(data)));
      if (database.isPresent()) {
        return beside(database.get(), news, furnishing);
      }
      if (left.isNegative()) {
        throw DataFolder.inUse(data);
      }
      try {
        pauser.pause(GLANCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw DataFolder.inUse(data);
      }
    }
  }

  private <T> T enter(DataFolder folder, Consumer<String> news, Furnishing<T> furnishing) {
    var parts = new Parts();
    try {
      parts.add(folder);
      LogSettings logs = logs();
      Logging.toFile(
          logs.file().orElseGet(() -> DataFolder.log(data, "haymaker.log")), logs.format());
      news.accept("data in " + folder.path());
      Optional<DatabaseAddress> named = namedDatabase();
      if (named.isEmpty()) {
        cloudName().ifPresent(folder::keepTo);
      }
      DatabaseAddress address =
          named.orElseGet(
              () -> parts.add(EmbeddedDatabase.start(DataFolder.postgres(data))).address());
      return furnishing.with(store(parts, address), false, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw known(e);
    }
  }

  private <T> T beside(DatabaseAddress address, Consumer<String> news, Furnishing<T> furnishing) {
    var parts = new Parts();
    try {
      Logging.toFile(DataFolder.log(data, "beside.log"), logs().format());
      news.accept("data in %s, beside process %s".formatted(data, DataFolder.holder(data)));
      if (namedDatabase().isEmpty()) {
        cloudName().ifPresent(cloud -> DataFolder.requireCloud(data, cloud));
      }
      return furnishing.with(store(parts, address), true, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw known(e);
    }
  }

  private PostgresStore store(Parts parts, DatabaseAddress address) {
    PostgresStore store = parts.add(PostgresStore.open(address, clock, known));
    InstallationId kept = store.installation().id();
    if (known.filter(given -> !given.equals(kept)).isPresent()) {
      throw CommandFailure.refused(
          "--installation: this database belongs to installation %s; an id is given back to a new"
                  .formatted(kept)
              + " database only, and what another one left is taken over by 'cleanup --adopt'");
    }
    return store;
  }

  private static RuntimeException known(Throwable failure) {
    return switch (failure) {
      case DatabaseUnavailableException e -> CommandFailure.refused(String.valueOf(e.getMessage()));
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }
}
