package io.haymaker.azure.event;

import io.haymaker.core.outcome.Problem;

/** What came of sending a check message through the bus. */
public sealed interface BusEvidence {

  /** It was sent, received and settled. */
  record Received() implements BusEvidence {}

  /** It was sent and seen; it waits behind so many others, and their reader will settle it. */
  record Waiting(int others) implements BusEvidence {}

  /** It was sent, and somebody else who reads the subscription has taken it. */
  record TakenByReader() implements BusEvidence {}

  /** The topic did not take it, or did not say so. */
  record NotSent(Problem problem) implements BusEvidence {}

  /** It was sent, but the subscription cannot be read. */
  record NotReceived(Problem problem) implements BusEvidence {}
}
