package io.haymaker.main.place;

import io.haymaker.postgres.PostgresStore;

/** The database of a ground, for a command that works with it, until it closes it. */
public sealed class Records implements AutoCloseable permits Place {
  private final PostgresStore store;
  private final boolean beside;
  private final Parts parts;

  Records(PostgresStore store, boolean beside, Parts parts) {
    this.store = store;
    this.beside = beside;
    this.parts = parts;
  }

  public PostgresStore store() {
    return store;
  }

  /** Whether another process has the data folder, and may end its database when it is done. */
  public boolean isBeside() {
    return beside;
  }

  /** Leaves: what was started for this command alone is ended. */
  @Override
  public void close() {
    parts.close();
  }
}
