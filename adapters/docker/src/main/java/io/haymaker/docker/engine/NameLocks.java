package io.haymaker.docker.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One at a time for each name, and none is remembered that nobody uses. */
final class NameLocks {
  private record Held(ReentrantLock lock, int users) {}

  private final Map<String, Held> held = new ConcurrentHashMap<>();

  <T> T alone(String name, Supplier<T> action) {
    ReentrantLock lock = enter(name);
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
      leave(name);
    }
  }

  private ReentrantLock enter(String name) {
    return held.compute(
            name,
            (_, there) ->
                there == null
                    ? new Held(new ReentrantLock(), 1)
                    : new Held(there.lock(), there.users() + 1))
        .lock();
  }

  private void leave(String name) {
    held.computeIfPresent(
        name, (_, there) -> there.users() == 1 ? null : new Held(there.lock(), there.users() - 1));
  }
}
