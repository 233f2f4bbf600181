package io.haymaker.main.place;

import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.CommandFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A place that is known and not entered yet: a ground, and a cloud that is not called yet. */
public abstract sealed class Site extends Ground permits ConfiguredSite, EmulatedSite {
  /** Where agents run belongs to it: who looks elsewhere for them finds nothing of them. */
  static final String ON_ENGINE = ", with agents on Docker";

  /**
   * @param known the installation's id where the user gives it back
   */
  Site(Path data, Clock clock, Optional<InstallationId> known) {
    super(data, clock, known);
  }

  /**
   * Makes sure, before anything is started, that agents can run where they are to run.
   *
   * @param news hears of what takes long
   * @throws CommandFailure when they cannot
   */
  public abstract void prepareAgents(Consumer<String> news);

  /** What a run is here unless the user says otherwise. */
  public abstract RunDefaults defaults();

  /**
   * What begins by itself here; none when that is switched off.
   *
   * @throws CommandFailure when the setting that says so cannot be used
   */
  public abstract List<Schedule> schedules();

  /**
   * Reaches for the cloud, starting it where that is ours to do.
   *
   * @param beside whether another process may be working with it
   */
  abstract Cloud reach(Path folder, boolean beside, Consumer<String> news);

  /**
   * Takes the place for this process, with its database and cloud up.
   *
   * @param news gets lines for the user
   * @throws CommandFailure when another process has the data folder, it belongs to another cloud,
   *     or the database or the cloud cannot be used
   */
  @Override
  public Place take(Consumer<String> news) {
    return taken(news, furnishing(news));
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
    return found(news, furnishing(news));
  }

  private Furnishing<Place> furnishing(Consumer<String> news) {
    return (store, beside, parts) ->
        new Place(data(), parts.add(reach(data(), beside, news)), store, beside, parts);
  }
}
