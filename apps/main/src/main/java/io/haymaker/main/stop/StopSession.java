package io.haymaker.main.stop;

import io.haymaker.core.ownership.RunId;
import io.haymaker.core.run.Phase;
import io.haymaker.core.run.Run;
import io.haymaker.core.run.StopAll.Stopped;
import io.haymaker.main.Interrupts;
import io.haymaker.main.wiring.ControlPlane;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Stops everything and stays until every run is over. What it has stopped outlives a control plane
 * that is lost on the way, so that the next one can go on.
 */
final class StopSession {
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Consumer<String> news;
  private final Interrupts interrupts;
  private final Set<RunId> runs = new LinkedHashSet<>();
  private final Set<String> containers = new LinkedHashSet<>();
  private final Map<RunId, Phase> phases = new HashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  StopSession(Consumer<String> news, Interrupts interrupts) {
    this.news = news;
    this.interrupts = interrupts;
  }

  Set<RunId> runs() {
    return runs;
  }

  Set<String> containers() {
    return containers;
  }

  /**
   * @return false when the user left before the end
   */
  boolean follow(ControlPlane plane) {
    plane.books().runs().unfinished().forEach(run -> runs.add(run.id()));
    while (true) {
      note(plane.stopAll().stop());
      List<Run> unfinished = plane.books().runs().unfinished();
      unfinished.forEach(run -> runs.add(run.id()));
      runs.forEach(id -> plane.books().runs().find(id).ifPresent(this::show));
      if (unfinished.isEmpty()) {
        return true;
      }
      if (interrupts.await(0, GLANCE) > 0) {
        return false;
      }
    }
  }

  private void note(Stopped stopped) {
    stopped.containers().stream()
        .filter(containers::add)
        .forEach(name -> news.accept("destroyed container " + name));
    stopped.problems().stream().filter(problems::add).forEach(news);
  }

  private void show(Run run) {
    if (run.phase() != phases.put(run.id(), run.phase())) {
      news.accept(
          run.isOver()
              ? "run %s is over: %s".formatted(run.id(), run.status())
              : "run %s: %s".formatted(run.id(), run.phase().wireName()));
    }
  }
}
