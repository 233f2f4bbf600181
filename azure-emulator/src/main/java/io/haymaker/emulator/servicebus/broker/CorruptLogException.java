package io.haymaker.emulator.servicebus.broker;

/** The log of the bus in the data folder cannot be read back; the message names file and line. */
public final class CorruptLogException extends RuntimeException {
  CorruptLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
