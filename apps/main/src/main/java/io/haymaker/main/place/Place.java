package io.haymaker.main.place;

import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.PostgresStore;
import java.nio.file.Path;
import java.util.Optional;

/** A cloud and a database that a command works with, until it closes them. */
public final class Place implements AutoCloseable {
  private final Path data;
  private final Cloud cloud;
  private final PostgresStore store;
  private final boolean beside;
  private final Parts parts;

  Place(Path data, Cloud cloud, PostgresStore store, boolean beside, Parts parts) {
    this.data = data;
    this.cloud = cloud;
    this.store = store;
    this.beside = beside;
    this.parts = parts;
  }

  public Path data() {
    return data;
  }

  public PlaneSettings settings() {
    return cloud.settings();
  }

  public PostgresStore store() {
    return store;
  }

  /** Whether another process has the data folder, and may end its database when it is done. */
  public boolean isBeside() {
    return beside;
  }

  /** What this place cannot do without and has lost, in words; empty while all is well. */
  public Optional<String> lost() {
    return cloud.lost();
  }

  /** Leaves: what was started for this command alone is ended. */
  @Override
  public void close() {
    parts.close();
  }
}
