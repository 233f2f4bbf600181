package io.haymaker.benchmarks.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Things of one kind, found by their id or by their run's. */
final class Shelf<T> {
  private final Map<String, Entry<T>> all = new ConcurrentHashMap<>();
  private final Map<String, Map<String, T>> byRun = new ConcurrentHashMap<>();

  private record Entry<T>(String run, T value) {}

  void put(String id, String run, T value) {
    all.put(id, new Entry<>(run, value));
    byRun.computeIfAbsent(run, _ -> new ConcurrentHashMap<>()).put(id, value);
  }

  Optional<T> find(String id) {
    return Optional.ofNullable(all.get(id)).map(Entry::value);
  }

  /** The run of a thing that is there. */
  Optional<String> runOf(String id) {
    return Optional.ofNullable(all.get(id)).map(Entry::run);
  }

  List<T> ofRun(String run) {
    return List.copyOf(byRun.getOrDefault(run, Map.of()).values());
  }

  List<T> all() {
    return all.values().stream().map(Entry::value).toList();
  }

  int size() {
    return all.size();
  }

  /**
   * @return false when it was not there
   */
  boolean remove(String id) {
    Entry<T> gone = all.remove(id);
    if (gone == null) {
      return false;
    }
    byRun.computeIfPresent(
        gone.run(),
        (_, things) -> {
          things.remove(id);
          return things.isEmpty() ? null : things;
        });
    return true;
  }
}
