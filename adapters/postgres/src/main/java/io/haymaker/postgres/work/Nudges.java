package io.haymaker.postgres.work;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** Has workers of this process told at once when a wake is committed. */
final class Nudges {
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  void all() {
    listeners.forEach(Runnable::run);
  }
}
