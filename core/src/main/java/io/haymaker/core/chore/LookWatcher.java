package io.haymaker.core.chore;

import io.haymaker.core.ownership.RunId;
import java.util.function.Supplier;

/**
 * Stands around every look that the workers of this process take; for who measures them. Each call
 * carries out the look once, returns what it returns and throws what it throws.
 */
public interface LookWatcher {

  /** Watches nothing. */
  LookWatcher NOBODY =
      new LookWatcher() {
        @Override
        public <T> T chore(String name, Supplier<T> look) {
          return look.get();
        }

        @Override
        public <T> T run(RunId run, Supplier<T> look) {
          return look.get();
        }
      };

  /** A chore's turn has come. */
  <T> T chore(String name, Supplier<T> look);

  /** A run is looked at. */
  <T> T run(RunId run, Supplier<T> look);
}
