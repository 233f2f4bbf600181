package io.haymaker.postgres.work;

import io.haymaker.core.retry.Backoff;
import java.time.Duration;

/** Settings under which everything happens within a second or two. */
final class QuickWork {
  static final WorkSettings SETTINGS =
      new WorkSettings(
          4,
          Duration.ofMillis(50),
          Duration.ofMillis(250),
          4,
          new Backoff(1, Duration.ofMillis(20), Duration.ofMillis(100)),
          Duration.ofMillis(200));

  private QuickWork() {}
}
