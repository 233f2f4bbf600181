package io.haymaker.emulator.servicebus.broker;

/** What became of messages that were sent. */
public sealed interface SendOutcome {
  /** All are in the log, and in every subscription unless they are scheduled. */
  record Stored() implements SendOutcome {}

  /** There is no such topic; nothing was stored. */
  record NoSuchTopic() implements SendOutcome {}

  /** Together they are above the limit; nothing was stored. */
  record TooLarge(long bytes, long limit) implements SendOutcome {}
}
