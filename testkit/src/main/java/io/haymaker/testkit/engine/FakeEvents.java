package io.haymaker.testkit.engine;

import io.haymaker.core.engine.EngineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a {@link FakeMachine} remembers of what happened, and who hears of it. */
final class FakeEvents {
  /** As many as Docker remembers. */
  private static final int MEMORY = 256;

  private final List<EngineEvent> remembered = new ArrayList<>();
  private final List<FakeReading<EngineEvent>> readers = new ArrayList<>();
  private boolean noting = true;
  private boolean held;

  synchronized void add(EngineEvent event) {
    if (!noting) {
      return;
    }
    remembered.add(event);
    if (remembered.size() > MEMORY) {
      remembered.removeFirst();
    }
    readers.forEach(reader -> reader.bring(event));
  }

  synchronized void note(boolean on) {
    noting = on;
  }

  synchronized void hold(boolean on) {
    held = on;
  }

  synchronized void forget() {
    remembered.clear();
  }

  synchronized void cut() {
    readers.forEach(FakeReading::close);
    readers.clear();
  }

  synchronized FakeReading<EngineEvent> read(
      Optional<Instant> since, Consumer<EngineEvent> consumer) {
    var reader = new FakeReading<>(consumer);
    since.ifPresent(
        begin ->
            remembered.stream()
                .filter(event -> !event.at().isBefore(begin))
                .forEach(reader::bring));
    readers.add(reader);
    return reader;
  }

  /** Hands over what there is to tell; not to be called with the machine locked. */
  void tell() {
    List<FakeReading<EngineEvent>> hearing;
    synchronized (this) {
      readers.removeIf(FakeReading::isOver);
      hearing = held ? List.of() : List.copyOf(readers);
    }
    hearing.forEach(FakeReading::handOver);
  }
}
