package io.haymaker.main.place;

import io.haymaker.main.wiring.PlaneSettings;
import io.haymaker.postgres.PostgresStore;
import java.nio.file.Path;
import java.util.Optional;

/** A cloud and a database that a command works with, until it closes them. */
public final class Place extends Records {
  private final Path data;
  private final Cloud cloud;

  Place(Path data, Cloud cloud, PostgresStore store, boolean beside, Parts parts) {
    super(store, beside, parts);
    this.data = data;
    this.cloud = cloud;
  }

  public Path data() {
    return data;
  }

  public PlaneSettings settings() {
    return cloud.settings();
  }

  /** What this place cannot do without and has lost, in words; empty while all is well. */
  public Optional<String> lost() {
    return cloud.lost();
  }
}
