package io.haymaker.core.replica;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How busy containers were. Joins the caller's transaction. */
public interface LoadReadings {

  /** By image, what was sampled after that time, oldest first. */
  Map<String, List<Load>> after(Instant time);
}
