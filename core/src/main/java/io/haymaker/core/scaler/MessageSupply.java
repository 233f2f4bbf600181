package io.haymaker.core.scaler;

import java.util.Optional;

/**
 * The messages of each subscription, one after the other, read only as far as they are asked for.
 */
public interface MessageSupply {

  /**
   * The next message of a subscription, with what was tried for it.
   *
   * @param further whether more may be read from the bus for it; without, only what was read
   *     already is handed over
   * @return empty when there is none, or none could be read
   */
  Optional<Candidate> next(String subscription, boolean further);

  /** A message, and what was tried for it. */
  record Candidate(WaitingMessage message, History history) {}
}
