package io.haymaker.emulator.servicebus.broker;

import java.nio.file.Path;
import java.util.List;

/** The state and its log, which only change together. The broker calls it under its lock. */
final class BusBook {
  private final BusState state = new BusState();
  private final BusLog log;

  /** Reads the log of the folder and rewrites it as short as it can be. */
  BusBook(Path folder) {
    this.log = BusLog.open(folder, state::apply);
    log.rewrite(state.snapshot());
  }

  BusState state() {
    return state;
  }

  void commit(BusRecord entry) {
    commit(List.of(entry));
  }

  /** Written first, then true. */
  void commit(List<? extends BusRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    log.append(records);
    records.forEach(state::apply);
    if (log.isWorthRewriting()) {
      log.rewrite(state.snapshot());
    }
  }

  void close() {
    log.close();
  }
}
