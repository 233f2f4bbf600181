package io.haymaker.core.runtime;

import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Removal;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A place where containers run. Every backend passes the same contract test.
 *
 * <p>Only containers that carry our installation are ever returned or touched.
 */
public interface ContainerRuntime {

  /** What this runtime can do; makes no call. */
  Capabilities capabilities();

  /**
   * Launches a container, or finds the one of that name that an earlier call launched: after an
   * unknown outcome it is safe to repeat, and a container that has run is not run again. On return
   * the runtime has taken the request; the container need <em>not</em> have started.
   *
   * <p>What {@link Capabilities#objection} has against the spec is refused before any call.
   */
  Outcome<ContainerHandle> launch(LaunchSpec spec);

  /**
   * Launches a container whose name nothing has: the caller has listed all containers since
   * somebody last used it. It is {@link #launch} without the look for that name, where a look is a
   * call of its own. After an unknown outcome nobody calls it again with the same name.
   */
  default Outcome<ContainerHandle> launchNew(LaunchSpec spec) {
    return launch(spec);
  }

  /** What became of a container. */
  Look<ContainerView> inspect(ContainerHandle handle);

  /** Looks a container up by its name, when all we know is what we intended. */
  Look<ContainerView> find(ContainerName name);

  /**
   * Asks a container to end, giving it the runtime's grace time. On return it need <em>not</em>
   * have ended. {@code ALREADY_ABSENT} when nothing was running.
   */
  Outcome<Removal> stop(ContainerHandle handle);

  /**
   * Removes the container and everything the runtime made for it, ending it first where it runs.
   * Safe to repeat. Done is no proof: inspect it afterwards.
   *
   * @param followFor how long an accepted removal is followed
   */
  Outcome<Removal> destroy(ContainerHandle handle, Duration followFor);

  /**
   * Every container of the installation, ended ones included.
   *
   * @param run only this run's, where given
   */
  Listing<ContainerView> list(InstallationId installation, Optional<RunId> run);

  /**
   * The same containers by the cheapest call there is, which is {@link #list} where that is cheap:
   * what is shown as running may have ended, or not have begun.
   */
  default Listing<ContainerView> glance(InstallationId installation, Optional<RunId> run) {
    return list(installation, run);
  }

  /** The last lines that the container wrote. Refused where {@code LOGS} is not offered. */
  Outcome<String> logs(ContainerHandle handle, int tailLines);

  /**
   * Hands over the last lines that the container wrote and then every further one, until the
   * container ends, the reader is closed, or the connection is lost. On return <em>no</em> line
   * need have been handed over yet. Refused where {@code FOLLOW} is not offered, as here.
   *
   * @param lines called by one thread at a time; what it throws ends the reading
   */
  default Outcome<LogReader> follow(ContainerHandle handle, int tailLines, Consumer<String> lines) {
    return capabilities().notOffered(Capabilities.Feature.FOLLOW);
  }

  /** What the container uses now. Refused where {@code STATS} is not offered. */
  Outcome<ContainerStats> stats(ContainerHandle handle);

  /**
   * Changes what a running container may use, without beginning it again. Refused where {@code
   * RESIZE} is not offered, as here, and for a size outside {@link Capabilities}.
   *
   * @return the size in force
   */
  default Outcome<ContainerSize> resize(ContainerHandle handle, ContainerSize size) {
    return capabilities().notOffered(Capabilities.Feature.RESIZE);
  }

  /** Someone who reads a container's log. */
  interface LogReader extends AutoCloseable {
    /** Whether there will be no more lines. */
    boolean isOver();

    /** Stops reading; a second time changes nothing. */
    @Override
    void close();
  }
}
