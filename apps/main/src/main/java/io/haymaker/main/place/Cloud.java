package io.haymaker.main.place;

import io.haymaker.main.wiring.PlaneSettings;
import java.util.Optional;

/** A cloud that can be worked with. */
interface Cloud extends AutoCloseable {

  PlaneSettings settings();

  /** What is gone for good, in words; empty while all is well. */
  Optional<String> lost();

  /** Ends what was started for us alone. */
  @Override
  void close();
}
