package io.haymaker.main.schedule;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.RunBooks;
import io.haymaker.core.schedule.Schedule;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.ExitCode;
import io.haymaker.main.Interrupts;
import io.haymaker.main.place.Place;
import io.haymaker.main.place.Site;
import io.haymaker.main.view.RunProgress;
import io.haymaker.main.view.RunView;
import io.haymaker.main.view.RunWatch;
import io.haymaker.main.view.Views;
import io.haymaker.main.wiring.ControlPlane;
import io.haymaker.main.wiring.ScheduleKeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stays with the schedules, and says what they do, until it is interrupted. */
final class ScheduleSession {
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration FOR_EVER = Duration.ofDays(1000);

  private final RunBooks books;
  private final ScheduleNews news;
  private final RunView view;
  private final Clock clock;
  private final Map<RunId, RunWatch> watched = new LinkedHashMap<>();
  private int worst = ExitCode.CLEAN;

  private ScheduleSession(RunBooks books, ScheduleNews news, RunView view, Clock clock) {
    this.books = books;
    this.news = news;
    this.view = view;
    this.clock = clock;
  }

  /**
   * Takes the place, and leaves it again when it is interrupted.
   *
   * @return 3 when a run is unfinished or left something, else 1 when one failed
   * @throws CommandFailure when nothing is scheduled, the place cannot be taken, or something is
   *     lost
   */
  static int at(Site site, boolean quiet, Clock clock) {
    List<Schedule> schedules = site.schedules();
    if (schedules.isEmpty()) {
      throw CommandFailure.usage("SCHEDULES is off, so nothing would ever begin; set it to some");
    }
    Known.requireChoices(site.defaults().scenarios(), schedules);
    try (RunView view = Views.lines(quiet)) {
      Interrupts interrupts = Interrupts.counted();
      Instant begin = clock.instant();
      try (Place place = site.take(view::say);
          ControlPlane plane = ControlPlane.start(place.settings(), place.store(), clock);
          ScheduleKeeper _ = ScheduleKeeper.start(place.store(), schedules, clock)) {
        var news = new ScheduleNews(schedules, place.store().schedules(), begin, clock);
        var session = new ScheduleSession(plane.books(), news, view, clock);
        return session.stay(place, interrupts);
      }
    }
  }

  private int stay(Place place, Interrupts interrupts) {
    news.introduction().forEach(view::say);
    do {
      news.look().forEach(view::say);
      news.begun().forEach(this::watch);
      books.runs().unfinished().stream().map(Run::id).forEach(this::watch);
      if (followAll()) {
        view.say(news.next());
      }
      Optional<String> lost = place.lost();
      if (lost.isPresent()) {
        throw CommandFailure.refused(lost.get() + "; the same command goes on");
      }
    } while (interrupts.await(0, GLANCE) == 0);
    view.say("stopping; Ctrl-C leaves at once");
    Thread.ofVirtual().name("second-interrupt").start(() -> leaveAtOnce(interrupts));
    watched
        .keySet()
        .forEach(
            id -> view.say("left run %s as it is; the same command goes on with it".formatted(id)));
    return watched.isEmpty() ? worst : ExitCode.REMAINS;
  }

  /** A stop takes a while: looks that are going on come to their end. */
  private static void leaveAtOnce(Interrupts interrupts) {
    if (interrupts.await(1, FOR_EVER) > 1) {
      Runtime.getRuntime().halt(ExitCode.REMAINS);
    }
  }

  private void watch(RunId id) {
    watched.computeIfAbsent(id, unseen -> new RunWatch(books, unseen, clock));
  }

  /** Whether a run came to its end. */
  private boolean followAll() {
    var ended = new LinkedHashMap<RunId, Run>();
    watched.forEach(
        (id, watch) -> {
          RunProgress progress = watch.look();
          view.show(progress);
          if (progress.run().isOver()) {
            ended.put(id, progress.run());
          }
        });
    ended.forEach(this::end);
    return !ended.isEmpty();
  }

  private void end(RunId id, Run run) {
    watched.remove(id);
    view.say("run %s is over: %s".formatted(id, run.status()));
    view.end(books.reports().find(id).orElseThrow());
    worst = Math.max(worst, ExitCode.of(run.conclusion()));
  }
}
