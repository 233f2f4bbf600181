package io.haymaker.core.replica;

import io.haymaker.core.engine.InstanceId;
import java.time.Instant;

/** What somebody wants of one container; recorded before it is done. */
public record Intent(InstanceId id, String image, Kind kind, Instant at) {

  /** What is wanted. */
  public enum Kind {
    /** It shall stand still, and is neither replaced nor counted. */
    STOP,
    /** It shall be removed. */
    DELETE,
    /** A foreign one is being made ours; nothing is decided about its image meanwhile. */
    ADOPT
  }
}
