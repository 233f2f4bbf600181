package io.haymaker.benchmarks.deletion;

import io.haymaker.benchmarks.cloud.QuickResources;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.retry.Pauser;
import java.time.Duration;

/** What lies between the cleanup and the cloud. */
interface Road {
  ResourceReader reader(QuickResources cloud);

  ResourceDeleter deleter(QuickResources cloud);

  /** Deletions take that long, looks nothing. */
  static Road slow(Duration each) {
    return new Road() {
      @Override
      public ResourceReader reader(QuickResources cloud) {
        return cloud;
      }

      @Override
      public ResourceDeleter deleter(QuickResources cloud) {
        return (id, follow) -> {
          try {
            Pauser.system().pause(each);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.unknown("Interrupted", "interrupted");
          }
          return cloud.delete(id, follow);
        };
      }
    };
  }
}
