package io.haymaker.core.run;

import io.haymaker.core.concurrent.SideBySide;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.runtime.ContainerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends everything of an installation at once: every run that is not over is cancelled, so that its
 * cleanup begins, and every container is destroyed, whatever run it says it is of. A launch that
 * was under way may put one more there: ask again until no run is left.
 */
public final class StopAll {
  private final InstallationId installation;
  private final RunStore runs;
  private final RunService service;
  private final ContainerRuntime runtime;
  private final Duration follow;
  private final SideBySide threads;

  /**
   * @param follow how long the end of a container is followed
   * @param width how many containers are destroyed side by side
   */
  public StopAll(
      InstallationId installation,
      RunStore runs,
      RunService service,
      ContainerRuntime runtime,
      Duration follow,
      int width) {
    this.installation = installation;
    this.runs = runs;
    this.service = service;
    this.runtime = runtime;
    this.follow = follow;
    this.threads = new SideBySide(width);
  }

  /**
   * What one call did.
   *
   * @param runs cancelled by this call
   * @param containers destroyed by this call, by name
   * @param problems what could not be listed or destroyed, a line each
   */
  public record Stopped(List<RunId> runs, List<String> containers, List<String> problems) {
    public Stopped {
      runs = List.copyOf(runs);
      containers = List.copyOf(containers);
      problems = List.copyOf(problems);
    }
  }

  /** Ends what is there now. Repeating it is harmless. */
  public Stopped stop() {
    var cancelled = new ArrayList<RunId>();
    for (Run run : runs.unfinished()) {
      if (!run.isCancelled() && service.cancel(run.id()).filter(Run::isCancelled).isPresent()) {
        cancelled.add(run.id());
      }
    }
    var destroyed = new ArrayList<String>();
    var problems = new ArrayList<String>();
    switch (runtime.list(installation, Optional.empty())) {
      case Listing.CouldNotLook<ContainerView>(Problem problem) ->
          problems.add("containers: " + problem);
      case Listing.Complete<ContainerView>(List<ContainerView> views) -> {
        List<Outcome<Removal>> outcomes =
            threads.map(views, view -> runtime.destroy(view.handle(), follow));
        for (int i = 0; i < views.size(); i++) {
          String name = views.get(i).handle().name().value();
          outcomes
              .get(i)
              .obstacle()
              .ifPresentOrElse(
                  problem -> problems.add("container %s: %s".formatted(name, problem)),
                  () -> destroyed.add(name));
        }
      }
    }
    return new Stopped(cancelled, destroyed, problems);
  }
}
