package io.haymaker.emulator.servicebus.broker;

/** What receiving does to a message. */
public enum ReceiveMode {
  /** It stays, locked for the receiver. */
  PEEK_LOCK,
  /** It is gone. */
  RECEIVE_AND_DELETE
}
