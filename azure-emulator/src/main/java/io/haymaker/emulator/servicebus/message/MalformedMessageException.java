package io.haymaker.emulator.servicebus.message;

/** Bytes that a peer sent as a message are not one. */
public final class MalformedMessageException extends RuntimeException {
  MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }

  MalformedMessageException(String message) {
    super(message);
  }
}
