package io.haymaker.main.place;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.retry.Pauser;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Logging;
import io.haymaker.postgres.DatabaseAddress;
import io.haymaker.postgres.DatabaseUnavailableException;
import io.haymaker.postgres.PostgresStore;
import io.haymaker.postgres.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A place that is known and not entered yet: nothing is started or called. */
public abstract sealed class Site permits ConfiguredSite, EmulatedSite {
  /** A database that is just starting or stopping decides within this time. */
  private static final Duration UNDECIDED = Duration.ofSeconds(30);

  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Path data;
  private final Clock clock;
  private final Optional<InstallationId> known;

  /**
   * @param known the installation's id where the user gives it back
   */
  Site(Path data, Clock clock, Optional<InstallationId> known) {
    this.data = data;
    this.clock = clock;
    this.known = known;
  }

  /** What a run is here unless the user says otherwise. */
  public abstract RunDefaults defaults();

  /**
   * What begins by itself here; none when that is switched off.
   *
   * @throws CommandFailure when the setting that says so cannot be used
   */
  public abstract List<Schedule> schedules();

  /** Stands in the text of API keys, so that one can see where they are for. */
  public abstract String environment();

  /** Tells one cloud from another, for a database that must not be taken from one to the other. */
  abstract String cloudName();

  /** The PostgreSQL that was named; empty for the embedded one of the data folder. */
  abstract Optional<DatabaseAddress> namedDatabase();

  /**
   * Reaches for the cloud, starting it where that is ours to do.
   *
   * @param beside whether another process may be working with it
   */
  abstract Cloud reach(Path folder, boolean beside, Consumer<String> news);

  Clock clock() {
    return clock;
  }

  /**
   * Takes the place for this process, with its database and cloud up.
   *
   * @param news gets lines for the user
   * @throws CommandFailure when another process has the data folder, it belongs to another cloud,
   *     or the database or the cloud cannot be used
   */
  public Place take(Consumer<String> news) {
    return enter(DataFolder.take(data), news, furnishing(news));
  }

  /**
   * Enters the place, whoever else is there: without the data folder when another process has it,
   * by that process's database.
   *
   * @param news gets lines for the user
   * @throws CommandFailure as {@link #take} does, and when the other process has no database up
   *     within half a minute
   */
  public Place join(Consumer<String> news) {
    return find(news, furnishing(news));
  }

  /**
   * Enters the place's database alone, as {@link #join} does; the cloud is not reached for.
   *
   * @param news gets lines for the user
   * @throws CommandFailure as {@link #join} does
   */
  public Records records(Consumer<String> news) {
    return find(news, (parts, store, beside) -> new Records(store, beside, parts));
  }

  /** What is made of an open database. */
  private interface Furnishing<T> {
    T with(Parts parts, PostgresStore store, boolean beside);
  }

  private Furnishing<Place> furnishing(Consumer<String> news) {
    return (parts, store, beside) ->
        new Place(data, parts.add(reach(data, beside, news)), store, beside, parts);
  }

  private <T> T find(Consumer<String> news, Furnishing<T> furnishing) {
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
      Logging.toFile(DataFolder.log(data, "haymaker.log"));
      news.accept("data in " + folder.path());
      Optional<DatabaseAddress> named = namedDatabase();
      if (named.isEmpty()) {
        folder.keepTo(cloudName());
      }
      DatabaseAddress address =
          named.orElseGet(
              () -> parts.add(EmbeddedDatabase.start(DataFolder.postgres(data))).address());
      return furnishing.with(parts, store(parts, address), false);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw known(e);
    }
  }

  private <T> T beside(DatabaseAddress address, Consumer<String> news, Furnishing<T> furnishing) {
    var parts = new Parts();
    try {
      Logging.toFile(DataFolder.log(data, "beside.log"));
      news.accept("data in %s, beside process %s".formatted(data, DataFolder.holder(data)));
      if (namedDatabase().isEmpty()) {
        DataFolder.requireCloud(data, cloudName());
      }
      return furnishing.with(parts, store(parts, address), true);
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
