package io.haymaker.main.place;

import io.haymaker.postgres.PostgresStore;

/** The database of a place, for a command that asks or notes something, until it closes it. */
public final class Records implements AutoCloseable {
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

  @Override
  public void close() {
    parts.close();
  }
}
