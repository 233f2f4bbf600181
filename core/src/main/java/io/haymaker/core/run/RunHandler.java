package io.haymaker.core.run;

import io.haymaker.core.ownership.RunId;
import java.time.Instant;
import java.util.Optional;

/** Looks at a run when its time has come. */
public interface RunHandler {

  /**
   * Takes the run as far as it goes now.
   *
   * @return when to look again; empty when the run is over
   */
  Optional<Instant> handle(RunId run);
}
